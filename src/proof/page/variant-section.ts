import { variants } from '../../sandbox/variants/index.ts';
import { tripleSeed, type Proof } from '../proof.ts';
import type { VariantFate } from '../noticed/variant-alarms.ts';
import { table } from './markdown.ts';

/** The results of whole runs on legal differences. */
export function variantSection({ variants: fates, triples }: Proof): string[] {
  const figures = ({ requirements, alarms }: Partial<VariantFate> = {}): (string | number)[] => [
    requirements?.passed ?? '',
    requirements?.warned ?? '',
    alarms?.length ?? '',
  ];
  const rows = variants.map(({ name, difference }) => [name, difference, ...figures(fates[name])]);
  const combined = Object.entries(triples).map(([names, fate]) => [names, ...figures(fate)]);
  return [
    '## Legal differences',
    '',
    'Up to five differences in different parts of the API share a whole run; where a shared run raises an alarm, each difference gets its own run.',
    '',
    ...table('difference', ['what the API does', 'passed', 'warned', 'alarms'], rows),
    '',
    `Three together, drawn with the seed ${tripleSeed}:`,
    '',
    ...table('differences', ['passed', 'warned', 'alarms'], combined),
    '',
  ];
}
