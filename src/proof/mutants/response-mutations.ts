import { gatewayFaults } from '../../contract/evidence.ts';
import { withholdingStatuses } from '../../contract/rules/cross-tenant-reference.ts';
import {
  certaintyOf,
  loweredLevel,
  lowestCertainty,
  weakerLevel,
  type Certainty,
} from '../../contract/schema/certainty.ts';
import { acceptanceOf, type DescribedResponse } from '../../contract/operations.ts';
import { isObject, textOf, type Json } from '../../contract/schema/pointers.ts';
import { headerOf, type JudgedResponse } from '../../contract/validation/violation.ts';
import { withBody, withHeader, withText } from './changed-response.ts';
import type { Circumstances } from './circumstances.ts';
import { describing, keywordCertainty, schemaAt, requiredCertainty, type Described } from './described.ts';
import { expectationAt, surest, type Expectation } from './equivalents.ts';
import type { MutantKind, Mutation } from './mutant.ts';
import { wrongValues } from './wrong-values.ts';

/** The status of a response replaced by every other one that is described for the operation, by the next number and by 500. */
export function statusMutations(circumstances: Circumstances): Mutation[] {
  const { operation, response } = circumstances;
  const described = Object.keys(operation.responses).map(Number);
  const others = new Set([...described, response.status + 1, 500]);
  others.delete(response.status);
  return [...others].map((status) => ({
    ...at(circumstances, 'status', `status ${status}`),
    expected: statusExpectation(circumstances, status),
    isUnasked: circumstances.outcomes.length === 0 && described.includes(status),
    response: () => ({ ...response, status }),
  }));
}

function statusExpectation(circumstances: Circumstances, status: number): Expectation {
  if (gatewayFaults.has(status)) return { rule: 'of-the-environment' };
  const { responses, certainty } = circumstances.operation;
  if (responses[String(status)] !== undefined) return outcomeExpectation(circumstances, status);
  return status === 500 ? { level: 'MUST' } : expectationAt(certainty);
}

/** The expectation for another described status, from the outcomes that the checks of a response expect. */
function outcomeExpectation({ operation, outcomes }: Circumstances, status: number): Expectation {
  if (outcomes.length === 0) return { level: 'MUST' };
  const levels = outcomes.map(({ outcome, level }) => {
    if (outcome === 'withheld') return withholdingStatuses.includes(String(status)) ? 'MAY' : 'MUST';
    const accepted = operation.outcomes[outcome] ?? {};
    const acceptance = acceptanceOf(operation, outcome, status);
    if (acceptance === 'accepted' || acceptance === 'observed') return 'MAY';
    const right = Object.keys(accepted).filter((each) => accepted[each] !== 'discouraged');
    const [only = '', ...more] = right;
    const isSuccess = more.length === 0 && only < '300';
    const own = isSuccess ? operation.responses[only]?.certainty : operation.certainty;
    const usual = acceptance === 'discouraged' ? 'SHOULD' : loweredLevel('MUST', own ?? 'documented');
    return weakerLevel(level, usual);
  });
  if (levels.includes('MUST')) return { level: 'MUST' };
  return levels.includes('SHOULD') ? { level: 'SHOULD' } : { rule: 'also-right' };
}

/** The content type of a response with a described body altered and removed, and each described header likewise. */
export function headerMutations(circumstances: Circumstances, described: DescribedResponse): Mutation[] {
  const { contract, response } = circumstances;
  const { certainty, mediaTypes, headers } = described;
  const types: Mutation[] = mediaTypes.length === 0 ? [] : contentTypes(circumstances, certainty);
  const others = headers.flatMap((header): Mutation[] => {
    const { name } = header;
    const value = headerOf(response, name);
    if (value === undefined) return [];
    const own = lowestCertainty(certainty, header.certainty);
    const nodes = describing(contract.document, schemaAt(contract.document, header.schema), own, value);
    const [wrong] = wrongValues(nodes, value).filter(({ kind }) => kind !== 'retyped');
    const altered = wrong && {
      ...at(circumstances, `header ${name}`, 'altered'),
      expected: expectationAt(keywordCertainty(nodes, wrong.keyword) ?? 'unspecified'),
      response: () => withHeader(response, name, textOf(wrong.value)),
    };
    const removed: Mutation = {
      ...at(circumstances, `header ${name}`, 'removed'),
      expected: header.required ? expectationAt(own) : { rule: 'unset-optional' },
      response: () => withHeader(response, name, undefined),
    };
    return [removed, ...(altered ? [altered] : [])];
  });
  return [...types, ...others];
}

function contentTypes(circumstances: Circumstances, certainty: Certainty): Mutation[] {
  const { response } = circumstances;
  const changes: [MutantKind, string | undefined][] = [
    ['altered', 'text/html'],
    ['removed', undefined],
  ];
  return changes.map(([kind, value]) => ({
    ...at(circumstances, 'content-type', kind),
    expected: expectationAt(certainty),
    response: () => withHeader(response, 'content-type', value),
  }));
}

/** A described body emptied, cut off, and put inside an object and an array. */
export function wholeBodyMutations(
  circumstances: Circumstances,
  body: Json,
  root: readonly Described[],
  certainty: Certainty,
): Mutation[] {
  const { response } = circumstances;
  const unreadable = expectationAt(certainty);
  const typed = expectationAt(keywordCertainty(root, 'type') ?? 'unspecified');
  const changes: [MutantKind, Expectation, () => JudgedResponse][] = [
    ['emptied', unreadable, () => withText(response, '')],
    [
      'cut off',
      unreadable,
      () => withText(response, response.text.slice(0, Math.max(1, response.text.length / 2))),
    ],
    [
      'wrapped in an array',
      Array.isArray(body) ? ofEntries(root, body) : typed,
      () => withBody(response, [body]),
    ],
    [
      'wrapped in an object',
      isObject(body) ? ofProperties(root) : typed,
      () => withBody(response, { data: body }),
    ],
  ];
  return changes.map(([kind, expected, change]) => ({
    ...at(circumstances, 'body', kind),
    expected,
    response: change,
  }));
}

/** The expectation for an object that is wrapped: that of its required property with the highest certainty. */
function ofProperties(root: readonly Described[]): Expectation {
  const names = root.flatMap(({ schema }) =>
    Array.isArray(schema.required) ? schema.required.map(String) : [],
  );
  const found = surest(names.flatMap((name) => requiredCertainty(root, name) ?? []));
  return found ? expectationAt(found) : { rule: 'unset-optional' };
}

/** The expectation for a list that is wrapped: by the certainty that its entries have their type. */
function ofEntries(root: readonly Described[], body: Json[]): Expectation {
  const marks = root.flatMap(({ schema, certainty }) =>
    isObject(schema.items) ? [lowestCertainty(certainty, certaintyOf(schema.items, 'type'))] : [],
  );
  return expectationAt(surest(marks) ?? (body.length === 0 ? 'documented' : 'unspecified'));
}

function at(
  { operation, response }: Circumstances,
  place: string,
  kind: MutantKind,
): Pick<Mutation, 'mutant' | 'pointer'> {
  return { mutant: { operation: operation.id, status: response.status, place, kind }, pointer: place };
}
