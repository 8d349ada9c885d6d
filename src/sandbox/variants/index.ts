import type { Instance } from '../http/instance.ts';
import { errorVariants } from './errors.ts';
import { fieldVariants } from './fields.ts';
import { formVariants } from './forms.ts';
import { idVariants } from './ids.ts';
import { lifeVariants } from './life.ts';
import { messageVariants } from './messages.ts';
import { paceVariants } from './pace.ts';
import { populationVariants } from './population.ts';
import { readingVariants } from './readings.ts';
import { refusalVariants } from './refusals.ts';
import { ruleVariants } from './rules.ts';
import { statusVariants } from './statuses.ts';
import { unsetFieldVariants } from './unset-fields.ts';
import { all, type Variant } from './variant.ts';

export type { Variant } from './variant.ts';

/** Every legal difference that the sandbox can be given; none of them may raise an alarm. */
export const variants: readonly Variant[] = [
  ...idVariants,
  ...populationVariants,
  ...ruleVariants,
  ...lifeVariants,
  ...readingVariants,
  ...refusalVariants,
  ...statusVariants,
  ...fieldVariants,
  ...unsetFieldVariants,
  ...formVariants,
  ...errorVariants,
  ...paceVariants,
  ...messageVariants,
];

/** The variants of these names, in the order in which they can be applied together; undefined when a name is unknown. */
export function variantsNamed(names: readonly string[]): Variant[] | undefined {
  const found = variants.filter(({ name }) => names.includes(name));
  return names.every((name) => found.some((variant) => variant.name === name)) ? found : undefined;
}

/** The instance with all of these differences. */
export function withVariants(instance: Instance, chosen: readonly Variant[]): Instance {
  return all(...chosen.map(({ apply }) => apply))(instance);
}
