import { asset } from '../verdict/page/assets.ts';
import type { Share } from '../verdict/reports/report-types.ts';
import { markup, type Markup, type Part } from '../verdict/page/markup.ts';
import { count, inGroups, moment } from '../verdict/page/words.ts';
import { sha256 } from './part-digests.ts';
import { factsOf, type Resource, type Statement } from './statement.ts';

const style = asset(new URL('./certificate.css', import.meta.url));
const policy = `default-src 'none'; style-src ${style.hash}; base-uri 'none'; form-action 'none'`;

/**
 * A certificate as one HTML page that prints on one sheet of A4, from the text of `certificate.intoto.jsonl` and the statement in it.
 * The page itself is not signed, and says so. It loads nothing from outside and has no script.
 */
export function certificatePage(statement: Statement, signedText: string): string {
  const { demo, target } = factsOf(statement);
  const head = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${demo && 'DEMO: '}Certificate of conformance, ${target.address}</title>
`;
  const body = markup`<body${demo && markup` class="demo"`}>
${demo && markup`<aside class="banner" aria-label="Demo"><b>DEMO</b> Made with the embedded sandbox of the suite. It says nothing about any API.</aside>`}
<main>
${heading(statement)}
${facts(statement)}
${judgedBy(statement)}
${untestedList(statement)}
${notes(statement)}
${howToVerify(statement, signedText)}
</main>
</body>
`;
  return `${head.toString()}<style>${style.text}</style>\n</head>\n${body.toString()}</html>\n`;
}

function heading(statement: Statement): Markup {
  const { demo, issuer, target, profile, run } = factsOf(statement);
  return markup`<header>
<p class="over">RocketKOR Customer API</p>
<h1>${demo ? 'DEMO certificate of' : 'Certificate of'} conformance</h1>
<p class="sentence"><b>${issuer.name}</b> ran the conformance suite against <b>${target.address}</b> and vouches that on ${moment(run.finishedAt)} every MUST of the profile <b>${profile}</b> that can be tested passed, and none was waived.</p>
</header>`;
}

function definitions(pairs: readonly (readonly [name: string, value: Part])[]): Markup {
  return markup`<dl>${pairs.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function facts(statement: Statement): Markup {
  const { issuedAt, validUntil, target, profile, strict, run, score, coverage, untested } =
    factsOf(statement);
  return markup`<section class="facts" aria-label="What was found">${definitions([
    ['Valid', markup`${moment(issuedAt)} to <b>${moment(validUntil)}</b>`],
    ['Target', `${target.address}${target.kind === 'embedded' ? '' : ` (${target.kind})`}`],
    ['Profile', `${profile}${strict ? ', strict: no SHOULD is broken' : ''}`],
    [
      'MUST requirements',
      `${shareOf(score.MUST)} passed${untested.length > 0 ? `; ${count(untested.length, 'is', 'are')} not testable in any run, see below` : ''}`,
    ],
    ['SHOULD requirements', shouldsOf(statement)],
    [
      'Coverage',
      `level ${String(coverage.level)} (TCL), ${inGroups(coverage.covered)} of ${inGroups(coverage.total)} items`,
    ],
    ['Run', markup`<code>${run.id}</code>, ${inGroups(run.exchanges)} requests`],
    ['TLS certificate of the target', markup`<code>${target.tlsCertificate}</code>`],
  ])}</section>`;
}

function shouldsOf(statement: Statement): string {
  const { score, waived } = factsOf(statement);
  const { length: unmet } = statement.predicate.warnedTests;
  const known = waived.length === 0 ? '' : `, ${String(waived.length)} of these known and waived`;
  return `${shareOf(score.SHOULD)} passed${unmet === 0 ? '' : `; ${count(unmet, 'is', 'are')} not met${known}`}`;
}

function shareOf({ passed, total }: Share): string {
  return `${String(passed)} of ${String(total)}`;
}

function judgedBy({ predicate }: Statement): Markup {
  const value = ({ digest, annotations = {} }: Resource): Part => {
    const more = Object.entries(annotations).map(([name, text]) =>
      name === 'version' ? text : `${name} ${text}`,
    );
    return markup`${more.length > 0 && `${more.join(', ')} `}<code>${digest.sha256}</code>`;
  };
  return markup`<section aria-labelledby="by"><h2 id="by">Judged by (SHA-256)</h2>${definitions(
    predicate.configuration.map((each) => [each.name, value(each)] as const),
  )}</section>`;
}

function untestedList(statement: Statement): Markup | undefined {
  const { untested: all } = factsOf(statement);
  if (all.length === 0) return undefined;
  const items = all.map(({ id, reason }) => markup`<li><b>${id}</b> ${reason}</li>`);
  return markup`<section class="untested" aria-labelledby="untested"><h2 id="untested">MUST requirements that no run tests</h2><ul>${items}</ul></section>`;
}

function notes(statement: Statement): Markup {
  const items = factsOf(statement).statements.map((text) => markup`<li>${text}</li>`);
  return markup`<section aria-labelledby="notes"><h2 id="notes">What this means</h2><ul>${items}</ul></section>`;
}

function howToVerify(statement: Statement, signedText: string): Markup {
  const { issuer, demo } = factsOf(statement);
  const command = `npm run verify -- certificate.intoto.jsonl --key issuer.pem --evidence evidence.tar.gz${demo ? ' --demo' : ''}`;
  return markup`<section class="verify" aria-labelledby="verify"><h2 id="verify">Verify it</h2>
<p>This page is not signed. What is signed is <code>certificate.intoto.jsonl</code>; verify it with the public key of ${issuer.name}, received in a way that you trust:</p>
<pre>${command}</pre>
${definitions([
  ['Key of the issuer', markup`<code>${issuer.fingerprint}</code>`],
  ['certificate.intoto.jsonl', markup`<code>sha256:${sha256(signedText)}</code>`],
  ['evidence.tar.gz', markup`<code>sha256:${statement.subject[0].digest.sha256}</code>`],
])}</section>`;
}
