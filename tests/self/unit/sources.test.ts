import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { certainties } from '../../../src/contract/certainty.ts';
import { textOf } from '../../../src/contract/pointers.ts';
import { operationsOf } from '../../../src/description/document.ts';
import { projectRoot } from '../../../src/description/generate.ts';
import { objectsBelow } from './objects-below.ts';
import { contract } from './real-contract.ts';

const operations = operationsOf(contract.document);

describe('SOURCES.md', () => {
  const text = readFileSync(path.join(projectRoot, 'specs/SOURCES.md'), 'utf8');

  /** The rows of the table that has a heading, cell by cell. */
  function table(heading: string): string[][] {
    const lines = text
      .slice(text.indexOf(`\n${heading}\n`) + 1)
      .split('\n')
      .slice(2);
    const rows = lines.slice(
      0,
      lines.findIndex((line) => !line.startsWith('|')),
    );
    return rows.map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }

  const facts = table('| fact | operation | what | page | certainty |');
  const pages = table('| page | version | reach of the copy | what rests on it |').map(([page]) => page);
  const ids = operations.map(({ operation }) => `\`${textOf(operation.operationId)}\``);

  test('has a table of facts and one of pages', () => {
    assert.ok(facts.length > 100 && pages.length > 20, `${facts.length} facts, ${pages.length} pages`);
    assert.deepEqual(
      facts.filter((row) => row.length !== 5),
      [],
    );
  });

  test('names every fact once', () => {
    const slugs = facts.map(([slug]) => slug ?? '');

    assert.deepEqual(
      slugs.filter((slug) => !/^`[a-z0-9]+(-[a-z0-9]+)*`$/.test(slug)),
      [],
    );
    assert.deepEqual(
      slugs.filter((slug, index) => slugs.indexOf(slug) !== index),
      [],
    );
  });

  test('has no fact of an operation that is not described, and some of every one that is', () => {
    const named = facts.map(([, operation]) => operation ?? '');

    assert.deepEqual(
      named.filter((name) => name !== '`*`' && !ids.includes(name)),
      [],
    );
    assert.deepEqual(
      ids.filter((id) => !named.includes(id)),
      [],
    );
  });

  test('says of every fact how certain it is, and which page says so', () => {
    for (const [slug, , , page = '', certainty] of facts) {
      assert.ok(
        certainties.some((known) => known === certainty),
        `${slug ?? ''}: ${certainty ?? ''}`,
      );
      assert.ok(['none', 'unrecorded', ...pages].includes(page), `${slug ?? ''}: ${page}`);
    }
  });

  test('knows the page behind every part of the description', () => {
    const slugs = objectsBelow('').flatMap(({ object }) =>
      typeof object['x-source'] === 'string'
        ? [object['x-source'].replace('https://developer.rocketkor.net/', '').replace(/\/$/, '')]
        : [],
    );

    assert.deepEqual(
      slugs.filter((slug) => !pages.includes(slug)),
      [],
    );
  });
});
