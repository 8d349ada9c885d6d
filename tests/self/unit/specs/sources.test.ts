import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { olderOperations } from '../../../../specs/provenance.ts';
import { requirements } from '../../../../specs/requirements/index.ts';
import { certainties } from '../../../../src/contract/schema/certainty.ts';
import { textOf } from '../../../../src/contract/schema/pointers.ts';
import { operationsOf } from '../../../../src/description/reading/document.ts';
import { projectRoot } from '../../../../src/description/generate.ts';
import { objectsBelow } from '../contract/schema/objects-below.ts';
import { contract } from '../../support/real-contract.ts';

const operations = operationsOf(contract.document);

describe('SOURCES.md', () => {
  const text = readFileSync(path.join(projectRoot, 'specs/SOURCES.md'), 'utf8');

  /** The rows of the table with a heading, cell by cell. */
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
  const copies = table(
    '| page | address of the newest copy | archive | captured | version | reach of the copy | what rests on it |',
  );
  const pages = copies.map(([page]) => page);
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

  test('has no fact of an undescribed operation, and some for every described one', () => {
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

  test('gives for every fact its certainty and its page', () => {
    for (const [slug, , , page = '', certainty] of facts) {
      assert.ok(
        certainties.some((known) => known === certainty),
        `${slug ?? ''}: ${certainty ?? ''}`,
      );
      const isKnown = ['none', ...pages].includes(page) || /^unrecorded: \w.{20,}/.test(page);
      assert.ok(isKnown, `${slug ?? ''}: ${page}; why is it unrecorded?`);
    }
  });

  test('gives for every page where its newest copy is, and when it was made, or that this is not recorded', () => {
    for (const [page = '', address = '', archive = '', captured = ''] of copies) {
      assert.ok(address.startsWith(`https://developer.rocketkor.net/${page}/`), `${page}: ${address}`);
      assert.ok(archive !== '' && /^(?:\d{4}-\d\d-\d\d|not recorded)$/.test(captured), page);
    }
  });

  test('lists the facts that rest on older copies, and certificates name their operations', () => {
    const listed = table('| page | facts |').flatMap(([, all = '']) => all.split(', '));
    const isOld = (page: string): boolean =>
      copies.some(
        ([name, , , , version = '']) => name === page && /V[12]/.test(version) && !version.includes('V3'),
      );
    const cut = ['`idv-list-older-filters`', '`document-expiry`'];
    const old = facts.filter(([slug = '', , , page = '']) => isOld(page) || cut.includes(slug));
    const operationsOfOld = old.map(([, operation = '']) => operation.replaceAll('`', ''));

    assert.deepEqual(old.map(([slug]) => slug).sort(), listed.sort());
    assert.deepEqual(
      [...new Set(operationsOfOld)].filter((id) => id !== '*').sort(),
      [...olderOperations].sort(),
    );
  });

  test('has a requirement for every fact, with a test or a reason why there is none', () => {
    const covered = Object.values(requirements).flatMap((requirement) => requirement.facts ?? []);
    const slugs = facts.map(([slug = '']) => slug.replaceAll('`', ''));

    assert.deepEqual(
      slugs.filter((slug) => !covered.includes(slug)),
      [],
      'facts without a requirement: name each in the facts of one',
    );
    assert.deepEqual(
      covered.filter((slug) => !slugs.includes(slug)),
      [],
      'facts of requirements that SOURCES.md does not have',
    );
  });

  /** Facts whose checks are weaker than their certainty, and why. */
  const weaker: Record<string, string> = {
    'create-address-no-po-box': 'no status is named for it, and what is a PO box is for the target to see',
    'status-409':
      'the status for a reference number that is in use is open, and nothing else conflicts for sure',
    'owner-social-id-masked': 'prose says so, and the samples of the same pages show it whole',
  };

  test('has no fact with weaker requirements than its certainty allows, except with a reason', () => {
    const levels = { documented: 'MUST', sibling: 'SHOULD', inferred: 'SHOULD', unspecified: 'MAY' };
    const order = ['MUST', 'SHOULD', 'MAY'];
    const tooWeak = facts.filter(([slug = '', , , , certainty]) => {
      const level = levels[certainty as keyof typeof levels];
      const all = Object.values(requirements).filter(({ facts: own }) =>
        own?.includes(slug.replaceAll('`', '')),
      );
      return all.length > 0 && all.every((each) => order.indexOf(each.level) > order.indexOf(level));
    });

    assert.deepEqual(
      tooWeak.map(([slug = '']) => slug.replaceAll('`', '')).sort(),
      Object.keys(weaker).sort(),
    );
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
