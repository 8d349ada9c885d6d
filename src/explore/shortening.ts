import type { ExplorationStep } from './steps.ts';

/**
 * Tries shorter and simpler sequences as long as one of them fails. `failing` runs a sequence and returns the steps that were taken when it
 * fails.
 */
export async function shortest(
  found: readonly ExplorationStep[],
  failing: (steps: readonly ExplorationStep[]) => Promise<readonly ExplorationStep[] | undefined>,
): Promise<readonly ExplorationStep[]> {
  let best = found;
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (const simplify of simplifications(best)) {
      const steps = simplify(best);
      if (steps.length === 0 || isSame(steps, best)) continue;
      const failed = await failing(steps);
      if (!failed) continue;
      best = failed;
      isBetter = true;
    }
  }
  return best;
}

type Simplification = (steps: readonly ExplorationStep[]) => readonly ExplorationStep[];

/** Ways to make a sequence simpler, those that leave out most first. */
function simplifications({ length }: readonly ExplorationStep[]): Simplification[] {
  const places = Array.from({ length }, (_, place) => length - 1 - place);
  const halves = [2, 4, 8].map((part) => Math.floor(length / part)).filter((size) => size > 1);
  return [
    ...places.map(
      (customer): Simplification =>
        (steps) =>
          withoutCustomer(steps, customer),
    ),
    ...halves.flatMap((size) =>
      places
        .filter((place) => place % size === 0)
        .map(
          (place): Simplification =>
            (steps) =>
              without(steps, place, size),
        ),
    ),
    ...places.map(
      (place): Simplification =>
        (steps) =>
          without(steps, place, 1),
    ),
    ...places.map(
      (place): Simplification =>
        (steps) =>
          steps.map((step, index) => (index === place ? plain(step) : step)),
    ),
  ];
}

/** The steps without some of them. Later steps still refer to the same customers. */
function without(steps: readonly ExplorationStep[], place: number, size: number): readonly ExplorationStep[] {
  const creations = steps.flatMap((step, index) => (step.do === 'create' ? [index] : []));
  const lost = creations.flatMap((index, customer) =>
    index >= place && index < place + size ? [customer] : [],
  );
  const rest = steps.filter((_, index) => index < place || index >= place + size);
  return rest.flatMap((step) => renumbered(step, lost));
}

/** The steps without a customer and all actions on it. */
function withoutCustomer(steps: readonly ExplorationStep[], customer: number): readonly ExplorationStep[] {
  const creations = steps.flatMap((step, index) => (step.do === 'create' ? [index] : []));
  const place = creations[customer];
  return place === undefined ? steps : without(steps, place, 1);
}

function renumbered(step: ExplorationStep, lost: readonly number[]): ExplorationStep[] {
  if (!('of' in step)) return [step];
  if (lost.includes(step.of)) return step.do === 'list' ? [{ ...step, of: 0 }] : [];
  return [{ ...step, of: step.of - lost.filter((customer) => customer < step.of).length }];
}

/** The same step in its simplest form. */
function plain(step: ExplorationStep): ExplorationStep {
  if (step.do === 'create' || step.do === 'update') return { ...step, fields: 0 };
  return step.do === 'list' ? { ...step, by: 'all', of: 0, past: false } : step;
}

function isSame(a: readonly ExplorationStep[], b: readonly ExplorationStep[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
