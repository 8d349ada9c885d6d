import { variants } from '../../sandbox/variants/index.ts';
import type { Proof } from '../proof.ts';
import { table } from './markdown.ts';

/** What whole runs on legal differences came to. */
export function variantSection({ variants: fates }: Proof): string[] {
  const rows = variants.map(({ name, difference }) => {
    const { requirements, alarms } = fates[name] ?? {};
    return [name, difference, requirements?.passed ?? '', requirements?.warned ?? '', alarms?.length ?? ''];
  });
  return [
    '## Legal differences',
    '',
    ...table('difference', ['what the API does', 'passed', 'warned', 'alarms'], rows),
    '',
  ];
}
