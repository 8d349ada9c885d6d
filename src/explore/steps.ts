import fc from 'fast-check';

/** The filters of lists of customers, besides the city of the sequence. */
export const topics = [
  'all',
  'status',
  'type',
  'externalId',
  'primaryEmail',
  'primaryPhoneNumber',
  'name',
  'search',
] as const;

/** A filter of a list of customers. */
export type Topic = (typeof topics)[number];

const kinds = ['INDIVIDUAL', 'BUSINESS'] as const;
const deeds = ['retrieve', 'suspend', 'unsuspend', 'remove'] as const;

/**
 * One call of a sequence. `of`: the index of a customer of the sequence, modulo their number; `fields`: bits that select optional
 * properties; `values`: part of the seed of the generated values; `past`: filters by a value that an update has replaced.
 */
export type ExplorationStep =
  | { do: 'create'; type: (typeof kinds)[number]; fields: number; values: number }
  | { do: 'update'; of: number; fields: number; values: number }
  | { do: (typeof deeds)[number]; of: number }
  | { do: 'list'; by: Topic; of: number; size: number; past: boolean };

/** The operation of each kind of step. */
export const operationOf = {
  create: 'createCustomer',
  retrieve: 'retrieveCustomer',
  update: 'updateCustomer',
  suspend: 'suspendCustomer',
  unsuspend: 'unsuspendCustomer',
  remove: 'removeCustomer',
  list: 'listCustomers',
} as const satisfies Record<ExplorationStep['do'], string>;

/** The greatest number of customers of a sequence. */
export const mostCustomers = 5;
/** The greatest page size: small, so that lists have several pages. */
const mostEntries = 4;
const mostFields = 255;
const mostValues = 9999;

/** A step as a word of a replay command, such as `update:0:3:77`. */
export function stepText(step: ExplorationStep): string {
  if (step.do === 'create') return ['create', step.type, step.fields, step.values].join(':');
  if (step.do === 'update') return ['update', step.of, step.fields, step.values].join(':');
  if (step.do !== 'list') return [step.do, step.of].join(':');
  return ['list', step.by, step.of, step.size, ...(step.past ? ['past'] : [])].join(':');
}

/** A sequence as the words of a replay command. */
export function sequenceText(steps: readonly ExplorationStep[]): string {
  return steps.map(stepText).join(' ');
}

/** The steps of a replay command; undefined when one of its words is not a step. */
export function readSteps(text: string): ExplorationStep[] | undefined {
  const steps = text.trim().split(/\s+/).map(readStep);
  return steps.every((step) => step !== undefined) ? steps : undefined;
}

function readStep(word: string): ExplorationStep | undefined {
  const [name = '', ...parts] = word.split(':');
  const [first = '', ...rest] = parts;
  const [a = NaN, b = NaN, c = NaN] = parts.map(count);
  const isWhole = (numbers: number[], length: number): boolean =>
    parts.length === length && numbers.every((each) => !Number.isNaN(each));
  const deed = deeds.find((each) => each === name);
  if (deed) return isWhole([a], 1) ? { do: deed, of: a } : undefined;
  if (name === 'update')
    return isWhole([a, b, c], 3) ? { do: 'update', of: a, fields: b, values: c } : undefined;
  const type = kinds.find((each) => each === first);
  if (name === 'create' && type)
    return isWhole([b, c], 3) ? { do: 'create', type, fields: b, values: c } : undefined;
  const by = topics.find((each) => each === first);
  const past = rest.at(-1) === 'past';
  if (name !== 'list' || !by || !isWhole([b, c], past ? 4 : 3) || c === 0) return undefined;
  return { do: 'list', by, of: b, size: c, past };
}

function count(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : NaN;
}

/** Arbitraries for steps of every kind. Steps that show the effects of others are more frequent. */
export function arbitrarySteps(): fc.Arbitrary<ExplorationStep>[] {
  const of = fc.nat(mostCustomers - 1);
  const values = fc.noShrink(fc.nat(mostValues));
  const fields = fc.nat(mostFields);
  const create = fc.record({
    do: fc.constant('create' as const),
    type: fc.constantFrom(...kinds),
    fields,
    values,
  });
  const update = fc.record({ do: fc.constant('update' as const), of, fields, values });
  const list = fc.record({
    ...{ do: fc.constant('list' as const), by: fc.constantFrom(...topics), of },
    ...{ size: fc.integer({ min: 1, max: mostEntries }), past: fc.boolean() },
  });
  const deed = (name: (typeof deeds)[number]): fc.Arbitrary<ExplorationStep> =>
    fc.record({ do: fc.constant(name), of });
  const often = (times: number, arbitrary: fc.Arbitrary<ExplorationStep>): fc.Arbitrary<ExplorationStep>[] =>
    Array.from({ length: times }, () => arbitrary);
  return [
    ...often(3, create),
    ...often(4, update),
    ...often(5, deed('retrieve')),
    ...often(5, list),
    ...often(2, deed('suspend')),
    ...often(2, deed('unsuspend')),
    ...often(2, deed('remove')),
  ];
}
