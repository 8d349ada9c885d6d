import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { comparisonOf } from '../../../../src/verdict/comparison/comparison.ts';
import { comparisonMarkdown } from '../../../../src/verdict/comparison/markdown.ts';
import { comparisonText } from '../../../../src/verdict/comparison/text.ts';
import { isSameFile, readRun } from '../../../../src/verdict/reports/conformance-file.ts';
import type { Conformance } from '../../../../src/verdict/reports/report-types.ts';
import { forTerminal } from '../../../../src/verdict/reports/terminal.ts';
import { altered, runFinding, runOf, told } from '../../support/compared-runs.ts';

const whole = { ...runOf(), runId: 'earlier' };
const nasty =
  'received "a|b `c` <script>alert(1)</script> [x](http://evil.example) @team *b* _u_ ~s~ $m$ &lt; \\|"\n- x\n\n# y\u001B[2J\u202E';

const text = (old: Conformance, now: Conformance): string =>
  stripVTControlCharacters(forTerminal(comparisonText(comparisonOf(old, now))));
const markdown = (old: Conformance, now: Conformance): string => comparisonMarkdown(comparisonOf(old, now));

describe('observations in a comparison', () => {
  const seeing = (...seen: string[]): Conformance =>
    altered(runOf(), (copy) => {
      copy.observations = seen.map((each) => ({ about: each.charAt(0), seen: each }));
    });

  test('are reported when they change, appear or disappear, and are no regression', () => {
    assert.deepEqual(told(seeing('a1', 'b1', 'c1'), seeing('d1', 'b2', 'a1')), [
      'fine',
      'Changed observations: d - d1 (not seen before)',
      'Changed observations: b - b2, before b1',
      'Changed observations: c - not seen any more, before c1',
    ]);
    assert.deepEqual(told(seeing('a1', 'a2'), seeing('a1', 'a2')), ['fine']);
  });

  test('and new drift are reported, and are no regression', () => {
    const fields = (...pointers: string[]) =>
      pointers.map((pointer) => ({ operation: 'createCustomer', pointer }));
    const adrift = altered(runOf(), (copy) => {
      copy.drift = { undescribed: fields('/a', '/b'), unseen: fields('/c') };
    });
    const known = altered(runOf(), (copy) => {
      copy.drift = { undescribed: fields('/a'), unseen: [] };
    });

    assert.deepEqual(told(known, adrift), [
      'fine',
      'Newly returned without being described: createCustomer /b',
      'Described and newly never returned: createCustomer /c',
    ]);
    assert.deepEqual(told(adrift, known), ['fine']);
  });
});

describe('a changed catalogue', () => {
  test('is reported, and a new requirement that fails is no regression', () => {
    const failing = runFinding({ pointer: '/a' });
    const without = altered(failing, (copy) => {
      copy.requirements = copy.requirements.filter(({ id }) => id !== 'CUS-001');
    });
    const lowered = altered(runOf(), ({ requirements: [first] }) => {
      if (first) first.level = 'SHOULD';
    });

    assert.match(
      told(without, failing).join('\n'),
      /^fine\nFailing, with nothing to compare with: CUS-001 .*\nRequirements of the suite: CUS-001 new \(failed\)/,
    );
    assert.match(
      told(failing, without).join('\n'),
      /^fine\nRequirements of the suite: CUS-001 removed \(failed\)/,
    );
    assert.match(told(whole, lowered)[1] ?? '', /suite: AUT-001 SHOULD, before MUST/);
  });
});

describe('a comparison on a terminal', () => {
  test('begins with the result in words', () => {
    const failing = runFinding({ pointer: '/a' }, { requirement: 'CUS-002', judged: false });

    assert.match(text(whole, failing), /^REGRESSION {2}2 newly failing\n/);
    assert.match(text(failing, whole), /^NO REGRESSION {2}2 newly passing\n/);
    assert.equal(text(whole, runOf()), 'NO REGRESSION  nothing has changed\n');
    assert.match(text(failing, { ...failing, runId: 'b' }), /^NO REGRESSION {2}2 still failing\n/);
  });

  test('shows a reason in one line without control sequences, and how to run it again', () => {
    const shown = forTerminal(
      comparisonText(comparisonOf(whole, runFinding({ pointer: '/a', message: nasty.repeat(9) }))),
    );
    const [reason = '', replay] = shown.split('\n').slice(-3);

    assert.match(reason, /received "a\|b `c` <script>.*…/);
    assert.ok(stripVTControlCharacters(reason).length <= 206, reason);
    assert.match(reason, /# y\\u001b\[2J\\u202e/);
    assert.doesNotMatch(stripVTControlCharacters(shown).replaceAll('\n', ''), /\p{C}/u);
    assert.match(replay ?? '', /KOR_SEED=seed KOR_RUN_ID=run npx playwright test --grep @CUS-001/);
  });
});

describe('a long comparison', () => {
  const observing = (count: number): Conformance =>
    altered(runOf(), (copy) => {
      copy.observations = Array.from({ length: count }, (_, index) => ({ about: `<${index}>`, seen: 'x' }));
    });

  test('is truncated, and says by how much', () => {
    const [none, many] = [{ ...observing(0), runId: 'earlier' }, observing(130)];

    assert.match(text(none, many), /\n {2}<49>\n.*\n {2}and 80 more\n$/);
    assert.match(markdown(none, many), /\n- &lt;99&gt;<br>.*\n- and 30 more\n$/);
  });
});

describe('a comparison as Markdown', () => {
  test('contains nothing from a target that could be taken for markup', () => {
    const shown = markdown(whole, runFinding({ pointer: '/a|b`c`<b>', message: nasty }));
    const [entry = ''] = shown.split('\n').filter((line) => line.startsWith('- '));

    assert.match(shown, /^### REGRESSION: 1 newly failing\n\n\*\*Newly failing\*\*\n\n- CUS-001 MUST /);
    assert.equal(shown.split('\n').length, 6, 'what was received makes no line of its own');
    assert.ok(entry.includes(String.raw`/a\|b\`c\`&lt;b&gt;`), entry);
    assert.ok(
      entry.includes(String.raw`a\|b \`c\` &lt;script&gt;alert(1)&lt;/script&gt; \[x\](http\://evil`),
    );
    assert.ok(entry.includes(String.raw`\@team \*b\* \_u\_ \~s\~ \$m\$ &amp;lt; \\\|`), entry);
    assert.deepEqual(entry.match(/<[^>]*>/g), ['<br>', '<code>', '</code>', '<br>', '<code>', '</code>']);
  });
});

describe('the file of a run', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-compare-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, content: string): string => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const json = (content: unknown): string => file('run.json', JSON.stringify(content));
  const problems = (name: string): string => {
    const found = readRun(name);
    return 'problems' in found ? found.problems.join('\n').replaceAll(`${folder}/`, '') : 'fine';
  };

  test('is accepted as it was written, and with unknown fields', () => {
    assert.equal(problems(json(whole)), 'fine');
    assert.equal(problems(json({ ...whole, certificate: {} })), 'fine');
  });

  test('is rejected with a plain message when it is something else', () => {
    mkdirSync(path.join(folder, 'folder'));

    assert.equal(problems(path.join(folder, 'none')), 'none does not exist');
    assert.equal(problems(path.join(folder, 'folder')), 'folder is not a file');
    assert.equal(problems(file('a', '')), 'a is not JSON');
    assert.equal(problems(file('a', '{"requirements": [')), 'a is not JSON');
    for (const other of ['null', '[]', '{"requirements": []}'])
      assert.match(problems(file('a', other)), /^a is not the result of a run/);
    assert.match(problems(json({ ...whole, schemaVersion: 2 })), /^run.json has schemaVersion 2, and this/);
  });

  test('may be of version 0.1.0, whose shares do not contain how many were tested', () => {
    const [MUST, SHOULD] = [whole.score.MUST, whole.score.SHOULD].map(({ passed, total }) => ({
      passed,
      total,
    }));

    assert.equal(problems(json({ ...whole, score: { MUST, SHOULD } })), 'fine');
  });

  test('is rejected with what is damaged, not all of it if that is much', () => {
    const damaged = altered(whole, ({ requirements: [first] }) => {
      Object.assign(first ?? {}, { verdict: 'splendid' });
    });
    const { coverage: _, ...without } = whole;

    assert.match(problems(json(damaged)), /^run.json: \/requirements\/0\/verdict must be one of failed, /);
    assert.equal(problems(json(without)), 'run.json: /coverage is missing');
    assert.match(problems(json({ schemaVersion: 1, requirements: [] })), /\nrun.json: and \d+ more$/);
    assert.match(
      problems(json({ ...whole, startedAt: '2026-02-30T00:00:00Z', finishedAt: '2026-03-01' })),
      /^run\.json: \/startedAt must be a time such as .*, received "2026-02-30T00:00:00Z"\nrun\.json: \/finishedAt/,
    );
  });

  test('is the same under another name', () => {
    const name = json(whole);
    symlinkSync(name, path.join(folder, 'link'));

    assert.equal(isSameFile(name, path.join(folder, 'link')), true);
    assert.equal(isSameFile(name, file('copy', JSON.stringify(whole))), false);
    assert.equal(isSameFile(path.join(folder, 'none'), path.join(folder, 'none')), false);
  });
});
