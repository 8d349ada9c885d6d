import type { Conformance } from '../reports/report-types.ts';
import { script, style } from './assets.ts';
import { coverage } from './coverage.ts';
import { findings } from './findings.ts';
import { heading } from './heading.ts';
import { leftBehind, waivers } from './known.ts';
import { markup, type Markup } from './markup.ts';
import { matrix } from './matrix.ts';
import { drift, observations } from './observations.ts';
import { obstacles } from './obstacles.ts';
import { reading } from './reading.ts';
import { summary } from './summary.ts';

/**
 * The result of a run as one HTML page. It loads nothing from outside and can be read without scripts.
 * Everything that comes from a target is escaped; a policy in the page allows no style or script but its own.
 */
export function conformancePage(report: Conformance): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.result.toUpperCase()}: ${report.description.title}, conformance</title>
`;
  return `${page.toString()}<style>${style.text}</style>\n<script>${script.text}</script>\n</head>\n${body(report).toString()}</html>\n`;
}

const policy = `default-src 'none'; style-src ${style.hash}; script-src ${script.hash}; base-uri 'none'; form-action 'none'`;

function body(report: Conformance): Markup {
  const chapters = findings(report);
  const inTheWay = obstacles(report);
  const links: (readonly [string, string])[] = [
    ['summary', 'Summary'],
    ...(inTheWay ? [['obstacles', 'What stands in the way'] as const] : []),
    ...chapters.map(
      ({ id, heading: name, requirements }) => [id, `${name} (${String(requirements)})`] as const,
    ),
    ['requirements', 'All requirements'],
    ['coverage', 'Coverage'],
    ['observations', 'Observations'],
    ['drift', 'Drift'],
    ['waivers', 'Waivers'],
    ['left-behind', 'Left behind'],
    ['reading', 'How to read this page'],
  ];
  return markup`<body>
<a class="skip" href="#content">Skip to the content</a>
${heading(report)}
<nav aria-label="Contents"><ul>${links.map(([id, name]) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main id="content" tabindex="-1">
${summary(report)}${inTheWay}${chapters.map(({ content }) => content)}${matrix(report)}${coverage(report.coverage)}${observations(report)}${drift(report)}${waivers(report)}${leftBehind(report)}${reading()}
</main>
<footer><p>Made by ${report.suite} from conformance.json of the same run. The requests and responses are in evidence.ndjson.</p></footer>
</body>
`;
}
