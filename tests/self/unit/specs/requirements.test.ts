import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { areas, requirements, type RequirementId } from '../../../../specs/requirements/index.ts';
import { textOf } from '../../../../src/contract/schema/pointers.ts';
import { operationsOf } from '../../../../src/description/reading/document.ts';
import { projectRoot } from '../../../../src/description/generate.ts';
import { contract } from '../../support/real-contract.ts';

const ids = Object.keys(requirements) as RequirementId[];
const { webhooks } = contract.table;
const operations = [...contract.table.operations, ...webhooks].map(({ id }) => id);
const tags = (contract.document.tags as { name: string }[]).map(({ name }) => name);
const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');

/** Every test file of the API, by its path from the project's root. */
const testFiles = readdirSync(path.join(projectRoot, 'tests'), { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('tests', ...file.split(path.sep)))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('tests/self/'));
const verified = testFiles.flatMap((file) =>
  [...read(file).matchAll(/\bverifies\(\s*['"`]([^'"`]*)['"`]/g)].map(([, id]) => id),
);

const pinned = JSON.parse(read('tests/self/unit/specs/requirement-texts.json')) as Record<string, string>;
const howToPin = 'tests/self/unit/specs/requirement-texts.json pins what every id means';

describe('the id of a requirement', () => {
  test('is next to the others of its area, as the page shows them', () => {
    const titles = ids.map((id) => areas[id.slice(0, 3)]?.title);
    const begun = titles.filter((title, index) => title !== titles[index - 1]);

    assert.deepEqual(begun, [...new Set(titles)]);
  });

  test('never changes its meaning', () => {
    for (const [id, text] of Object.entries(pinned)) {
      const now = ids.includes(id as RequirementId) ? requirements[id as RequirementId].text : undefined;

      assert.equal(
        now,
        text,
        `${howToPin}: ${id} may neither change nor go; a new meaning gets a new id there`,
      );
    }
  });

  test('is recorded with its text as soon as it exists', () => {
    const missing = ids.filter((id) => !Object.hasOwn(pinned, id));
    const lines = missing.map((id) => `  ${JSON.stringify(id)}: ${JSON.stringify(requirements[id].text)}`);

    assert.equal(missing.length, 0, `${howToPin}: add\n${lines.join(',\n')}`);
  });

  test('has its level as a key word of RFC 2119 in its text; an open point is recorded', () => {
    for (const id of ids) {
      const { level, text } = requirements[id];
      const keyWords = text.match(/\b(?:MUST|SHOULD|MAY)\b/g) ?? [];

      assert.deepEqual(keyWords, level === 'MAY' ? [] : [level], id);
      assert.match(text, level === 'MAY' ? /^Records whether .*\.$/ : /^(?:\S.*, the|The) API .*\.$/, id);
    }
  });

  test('is three letters of an area and three digits', () => {
    for (const id of ids) assert.match(id, /^[A-Z]{3}-\d{3}$/);

    assert.deepEqual([...new Set(ids.map((id) => id.slice(0, 3)))].sort(), Object.keys(areas).sort());
  });
});

describe('a requirement', () => {
  test('has a test, or is judged on every response, or says why not', () => {
    const forgotten = ids.filter((id) => {
      const { notTested, everyResponse } = requirements[id];
      return !verified.includes(id) && notTested === undefined && everyResponse !== true;
    });

    assert.deepEqual(forgotten, [], 'give each a test with verifies(id), or a reason in notTested');
  });

  test('has no test if it says that there is none', () => {
    const both = ids.filter((id) => {
      const { notTested, everyResponse } = requirements[id];
      return verified.includes(id) && (notTested !== undefined || everyResponse === true);
    });

    assert.deepEqual(both, []);
  });

  test('is a complete sentence in the present tense', () => {
    for (const id of ids) {
      assert.match(requirements[id].text, /^[A-Z].*\.$/, id);
      assert.doesNotMatch(requirements[id].text, /\b(should|must|will|correctly)\b/, id);
    }
  });

  test('has a unique text', () => {
    assert.equal(new Set(ids.map((id) => requirements[id].text)).size, ids.length);
  });

  test('names an operation of the description, if it names one', () => {
    for (const id of ids) {
      const { operation } = requirements[id];

      assert.ok(operation === undefined || operations.includes(operation), `${id}: ${operation ?? ''}`);
    }
  });

  test('has a source: a page that SOURCES.md knows, or a standard', () => {
    const sources = read('specs/SOURCES.md');
    const vendor = 'https://developer.rocketkor.net/';
    for (const id of ids) {
      const { source } = requirements[id];
      const slug = source.slice(vendor.length).replace(/\/$/, '');

      assert.equal(new URL(source).protocol, 'https:', id);
      assert.ok(!source.startsWith(vendor) || sources.includes(`\n| ${slug} |`), `${id}: ${source}`);
    }
  });
});

describe('an area', () => {
  test('has a tag of the description', () => {
    for (const [letters, { tag }] of Object.entries(areas))
      assert.ok(tags.includes(tag), `${letters}: ${tag}`);
  });

  test('has the operations that have its tag in the description, each once', () => {
    const inAreas = Object.values(areas).flatMap(({ tag, operations: own = [] }) =>
      own.map((id) => `${id} ${tag}`),
    );
    const tagged = operationsOf(contract.document)
      .filter(({ group }) => group === 'paths')
      .map(({ operation }) => `${textOf(operation.operationId)} ${(operation.tags as string[]).join()}`);

    assert.deepEqual(inAreas.sort(), tagged.sort());
  });
});

describe('a test', () => {
  const operationOf = (file: string): string =>
    path.basename(file, '.test.ts').replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

  const calledBy = (id: string): { title: string; tag: string } => {
    const { method, path: template, group } = contract.operation(id);
    return { title: `${method} ${template}`, tag: group };
  };

  for (const file of testFiles.filter((each) => !each.startsWith('tests/derived/'))) {
    test(`${file} is about the operation that it is named after`, () => {
      assert.ok(operations.includes(operationOf(file)), operationOf(file));
      const webhook = webhooks.find(({ id }) => id === operationOf(file));
      const { title, tag } = webhook ? { title: webhook.name, tag: 'Webhooks' } : calledBy(operationOf(file));

      assert.ok(read(file).includes(`test.describe('${title}'`), title);
      assert.equal(file.split('/')[1], tag.toLowerCase().replaceAll(' ', '-'));
    });
  }

  test('verifies existing requirements', () => {
    assert.deepEqual(
      verified.filter((id) => !ids.includes(id as RequirementId)),
      [],
    );
  });
});
