import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { requirements } from '../../../../specs/requirements/index.ts';
import { conformancePage } from '../../../../src/verdict/page/conformance-page.ts';
import { markup } from '../../../../src/verdict/page/markup.ts';
import type { Conformance } from '../../../../src/verdict/reports/report-types.ts';
import { fullReport, reportOf, verdictOf } from '../../support/page-reports.ts';
import { waiverOf } from '../../support/run-records.ts';

const hostile = [
  '</style><script>alert(1)</script>',
  '"onload="alert(1)',
  "'><img src=x onerror=alert(1)>",
  '</pre></details></template><!--',
  '`${alert(1)}`',
  '&lt;script&gt;&#x3c;',
  'javascript:alert(1)',
  'https://x.example/"onload="alert(1)',
  "https://x.example/'onload='alert(1)",
  '\u202Etxt.exe\u2066\uFEFF\u2028\u0000\u001B[31m\uD800',
];

/** The markup of a page without its texts and attribute values. */
function skeleton(report: Conformance): string[] {
  const page = conformancePage(report);
  const bare = page.slice(0, page.indexOf('<style>')) + page.slice(page.indexOf('</head>'));
  const tags = bare.match(/<[^>]*>/g) ?? [];
  return tags.map((tag) => tag.replaceAll(/="[^"]*"/g, ''));
}

describe('the conformance page', () => {
  for (const text of hostile) {
    test(`keeps ${JSON.stringify(text)} as text`, () => {
      const harmless = text.startsWith('https:') ? 'https://x.example/' : 'harmless';

      assert.deepEqual(skeleton(fullReport(text)), skeleton(fullReport(harmless)));
    });
  }

  test('escapes text between tags and within attributes, once, and keeps markup', () => {
    const inner = markup`<b title="${'"<\'>&'}">${['<', 1, undefined, false]}</b>`;

    assert.equal(
      markup`<p>${inner}${[inner]}</p>`.toString(),
      `<p>${'<b title="&quot;&lt;&#39;&gt;&amp;">&lt;1</b>'.repeat(2)}</p>`,
    );
  });

  test('shows invisible characters, and those that change the text direction, as JSON escapes', () => {
    const page = conformancePage(fullReport(hostile.at(-1) ?? ''));

    assert.ok(page.includes(String.raw`\u202etxt.exe\u2066\ufeff\u2028\u0000\u001b[31m\ud800`));
    assert.doesNotMatch(page, /[\u202a-\u202e\u2066-\u2069\0]/);
  });

  test('loads nothing, and allows nothing to be loaded', () => {
    const page = conformancePage(fullReport('https://target.example/'));

    assert.doesNotMatch(page, /<(?:link|img|iframe|object|embed|base|form[^>]* action|[^>]* src=)/);
    assert.doesNotMatch(page, /@import|url\(/);
    assert.match(
      page,
      /content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;; script-src &#39;sha256-/,
    );
  });

  test('links only web addresses', () => {
    const [linked, plain] = ['https://tracker.example/1', 'javascript:alert(1)'].map((ticket) =>
      conformancePage(reportOf({ waivers: [{ ...waiverOf({ ticket }), state: 'used' }] })),
    );

    assert.match(linked ?? '', /<a class="outside" href="https:\/\/tracker\.example\/1"/);
    assert.match(plain ?? '', /<td>javascript:alert\(1\)<\/td>/);
  });

  test('has every requirement at its own anchor, with its level, verdict and vendor page', () => {
    const page = conformancePage(reportOf());

    for (const [id, { level, source }] of Object.entries(requirements)) {
      assert.match(page, new RegExp(`<tr id="${id}" data-verdict="[a-z ]+" data-level="${level}">`));
      assert.ok(page.includes(`href="${source}"`), source);
    }
    assert.equal(page.match(/<tr id="/g)?.length, Object.keys(requirements).length);
  });

  test('has each id once, and no link within the page is broken', () => {
    const page = conformancePage(fullReport('text'));
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

    assert.equal(new Set(ids).size, ids.length);
    for (const [, id] of page.matchAll(/ href="#([^"]+)"/g)) assert.ok(ids.includes(id), `#${String(id)}`);
  });

  test('says in a sentence where there is no content', () => {
    const page = conformancePage(reportOf({ observations: [], drift: { undescribed: [], unseen: [] } }));

    for (const text of [
      'Nothing failed.',
      'Nothing was observed.',
      'No waiver is in use.',
      'The run removed all that it created.',
      'Every returned property is described.',
    ])
      assert.ok(page.includes(text), text);
    assert.doesNotMatch(page, /What stands in the way|Warnings/);
  });

  test('shows for a failure what was documented, what was received, and how to reproduce it', () => {
    const page = conformancePage(fullReport('so'));

    for (const text of [
      'rocketkor.openapi.yaml#/components/so',
      '<code>POST /v1/customers?so</code> returned <b>201</b>',
      'Blame: the API, which does not do what is described. Found 3 times.',
      'curl -X POST so</pre>',
      'npx so</pre>',
      '2 more places of CUS-001',
      'Waived until <b>2999-12-31</b> by so, at <code>waivers.yaml:2</code>. Reason: so. Ticket: so.',
      'A timeout',
    ])
      assert.ok(page.includes(text), text);
  });

  test('shows names of the API in a requirement as code', () => {
    const [requirement, ...others] = fullReport('so').requirements;
    const text = 'The API MUST match `externalId` and `a<b`.';
    const page = conformancePage({
      ...fullReport('so'),
      requirements: requirement ? [{ ...requirement, text }, ...others] : [],
    });

    assert.ok(page.includes('The API MUST match <code>externalId</code> and `a&lt;b`.'));
  });

  test('folds long lists of entries', () => {
    const report = fullReport('so');
    const many = report.requirements.map((each) => ({ ...each, verdicts: [verdictOf('so')] }));

    assert.match(conformancePage(report), /id="failures-CUS-001" open>/);
    assert.doesNotMatch(conformancePage({ ...report, requirements: many }), /id="failures-CUS-001" open>/);
  });

  test('is generated quickly, with any number of failures', () => {
    const report = fullReport('so'.repeat(200));
    const own = report.requirements.find(({ id }) => id === 'CUS-001')?.verdicts ?? [];
    const many = report.requirements.map((each) => ({ ...each, verdicts: own }));
    const before = performance.now();

    conformancePage({ ...report, requirements: many });

    assert.ok(performance.now() - before < 5000);
  });
});
