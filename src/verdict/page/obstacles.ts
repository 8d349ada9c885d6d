import { faultInWords } from '../../contract/next-steps.ts';
import type { Conformance } from '../reports/report-types.ts';
import { markup, type Markup } from './markup.ts';
import { list, section, table } from './parts.ts';
import { capital, count } from './words.ts';

/** What prevents a better result besides requirements: problems, environment faults and waivers; undefined if nothing does. */
export function obstacles({ problems, hindrances, waivers }: Conformance): Markup | undefined {
  const bad = waivers.filter(({ problem }) => problem !== undefined);
  const isClear = problems.length === 0 && hindrances.length === 0 && bad.length === 0;
  if (isClear) return undefined;
  const rows = hindrances.map(
    ({ fault, tests, first, nextStep }) =>
      markup`<tr><th scope="row">${capital(faultInWords(fault))}</th><td>${count(tests, 'test')}</td><td class="reason">${first}</td><td>${nextStep}</td></tr>`,
  );
  const waiverItems = bad.map(
    ({ requirement, place, state, problem }) =>
      markup`<a href="#${requirement}">${requirement}</a> (<code>${place}</code>, ${state}): ${problem}`,
  );
  return section('obstacles', 'What stands in the way', [
    problems.length > 0 &&
      markup`<h3>The run itself</h3>${list(problems.map((each) => markup`<span class="reason">${each}</span>`))}`,
    rows.length > 0 &&
      markup`<h3>The environment</h3>${table({
        caption: 'Faults between the suite and the API. They count neither for nor against the API.',
        name: 'What the environment kept from being tested',
        headings: ['What happened', 'Ended', 'First of them', 'Next step'],
        rows,
      })}`,
    bad.length > 0 && markup`<h3>Waivers that do not hold</h3>${list(waiverItems)}`,
  ]);
}
