import type { Contract } from '../../../src/contract/operations.ts';
import { fromPointer, toPointer, valueAt } from '../../../src/contract/pointers.ts';
import type { Disagreement } from './second-comparison.ts';

/** A disagreement that is known, and why it does no harm yet. */
export interface KnownDisagreement {
  reason: string;
  about: RegExp;
}

/** Every known disagreement; all are about how an answer would be judged by a schema that only requests have. */
export const knownDisagreements: readonly KnownDisagreement[] = [
  {
    reason: 'what is required beside a weaker declaration of its own may be unset in answers (views.ts)',
    about: /^\/components\/schemas\/Document(?:Draft|Update)$|^\/paths\/~1v1~1documents.*\/requestBody\//,
  },
  {
    reason: 'dependentRequired takes an unset property for one that is there (views.ts leaves it as it is)',
    about: /^\/paths\/~1v1~1customers~1\{customerId\}~1beneficiaries\/post\/requestBody\//,
  },
];

/** The known disagreement that one is an example of; undefined for news, and for everything that a run could come across. */
export function knownAs(found: Disagreement, used: ReadonlySet<string>): KnownDisagreement | undefined {
  if (found.direction === 'request' || used.has(`response ${found.pointer}`)) return undefined;
  return knownDisagreements.find(({ about }) => about.test(found.pointer));
}

/** The schemas that requests, answers and events are judged by, and those that they refer to, as `request /pointer`. */
export function usedSchemas({ document, table }: Contract): Set<string> {
  const used = new Set<string>();
  const add = (direction: string, pointer: string): void => {
    const key = `${direction} ${pointer}`;
    if (used.has(key)) return;
    used.add(key);
    const text = JSON.stringify(valueAt(document, pointer) ?? null);
    for (const [, reference = ''] of text.matchAll(/"\$ref":"#([^"]+)"/g))
      add(direction, toPointer(fromPointer(decodeURIComponent(reference))));
  };
  for (const { parameters, body, answers } of table.operations) {
    for (const { schema } of [...parameters, ...(body ? [body] : [])]) add('request', schema);
    for (const { content, headers } of Object.values(answers))
      for (const schema of [...Object.values(content), ...headers.map((header) => header.schema)])
        add('response', schema);
  }
  for (const { body } of table.webhooks) add('response', body);
  return used;
}
