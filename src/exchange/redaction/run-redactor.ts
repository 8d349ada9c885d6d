import { madeUpWords } from '../../contract/data/generated-words.ts';
import type { Contract } from '../../contract/operations.ts';
import { secretsOf, type Target } from '../../target/target.ts';
import { createRedactor, type Redactor } from './redaction.ts';
import { formOf, type Form } from './secret-encodings.ts';
import { sharedSecrets } from './shared-secrets.ts';

/** The redactor of a process that sends requests to a target; the processes of a run share the secrets that they receive. */
export function redactorOf(target: Target, { document }: Pick<Contract, 'document'>): Redactor {
  const isOrdinary = ordinaryForms(document, target.baseUrl);
  return createRedactor(secretsOf(target), { isOrdinary, shared: sharedSecrets() });
}

/** Words in every request and every mark of the suite. */
const ownWords = ['rocketkor-conformance', 'kor-conformance.example'];

/**
 * Returns a function that tells whether ordinary data contains a form of a secret of six characters or more: the text of the
 * description, words that the suite generates, and the address of the target.
 */
export function ordinaryForms(description: object, baseUrl: string): (form: Form) => boolean {
  const own = formOf([baseUrl, ...ownWords].join('\n'));
  return (form) => {
    if (own.includes(form) || searched(description, () => JSON.stringify(description))(form)) return true;
    const isWord = /^[a-z'’.\u0080-\u00ff]+$/.test(form);
    return isWord && searched(ownWords, madeUpWords)(form);
  };
}

const searches = new WeakMap<object, (form: Form) => boolean>();
const start = 6;

/** A fast check whether a text contains a form. The text is read once per process. */
function searched(key: object, read: () => string): (form: Form) => boolean {
  const known = searches.get(key);
  if (known) return known;
  const text = formOf(read());
  const starts = new Set<string>();
  for (let at = 0; at + start <= text.length; at += 1) starts.add(text.slice(at, at + start));
  const search = (form: Form): boolean => starts.has(form.slice(0, start)) && text.includes(form);
  searches.set(key, search);
  return search;
}
