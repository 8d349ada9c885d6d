import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { isScalar, parseDocument, visit } from 'yaml';
import { projectRoot } from '../../../../src/description/generate.ts';

/** An external action that a workflow runs, and the comment after it. */
interface Borrowed {
  uses: string;
  comment: string;
}

/** Actions, reusable workflows and images of others that a workflow names, in any notation. */
function borrowed(workflow: string): Borrowed[] {
  const found: Borrowed[] = [];
  visit(parseDocument(workflow), {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return;
      found.push({ uses: String(value.value), comment: value.comment?.trim() ?? '' });
    },
  });
  return found.filter(({ uses }) => !uses.startsWith('./'));
}

/** External actions that are not pinned by a digest, so that their owner can replace them. */
function loose(workflow: string): string[] {
  return borrowed(workflow)
    .filter(
      ({ uses, comment }) =>
        !/@[0-9a-f]{40}$|@sha256:[0-9a-f]{64}$/.test(uses) || !/^v\d+\.\d+\.\d+$/.test(comment),
    )
    .map(({ uses, comment }) => `${uses} # ${comment}`);
}

const folder = path.join(projectRoot, '.github');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.ya?ml$/.test(file),
);
const workflows = files.map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));

describe('a workflow', () => {
  for (const { file, text } of workflows)
    test(`runs external actions only by digest, with the version in a comment: ${file}`, () => {
      assert.deepEqual(loose(text), []);
    });

  test('names one version of an action by one digest', () => {
    const pins = workflows.flatMap(({ text }) => borrowed(text));
    const versions = new Map(
      pins.map(({ uses, comment }) => [uses.replace(/^([^/]+\/[^/@]+)[^@]*/, '$1'), comment]),
    );
    const actions = [...versions.keys()].map((uses) => uses.split('@')[0]);

    assert.ok(pins.length > 0, 'no workflow was read');
    assert.deepEqual(actions, [...new Set(actions)]);
  });

  for (const [name, step] of [
    ['a tag', '- uses: a/b@v4 # v4.2.2'],
    ['a branch', '- uses: a/b/c@main'],
    ['a short digest', '- uses: a/b@11bd719 # v4.2.2'],
    ['a digest without its version', '- uses: a/b@11bd71901bbe5b1630ceea73d27597364c9af683'],
    ['quotes', '- "uses": "a/b@v4"'],
    ['a flow mapping', '- { name: c, uses: a/b@v4 }'],
    ['a reusable workflow', 'uses: a/b/.github/workflows/c.yml@v1'],
    ['an image by its tag', '- uses: docker://alpine:3.20 # v3.20.0'],
  ] as const)
    test(`is refused with ${name}`, () => {
      assert.equal(loose(`steps:\n  ${step}\n`).length, 1);
    });

  test('may name actions of its own repository without a digest', () => {
    assert.deepEqual(loose('steps:\n  - uses: ./.github/actions/own\n'), []);
  });
});
