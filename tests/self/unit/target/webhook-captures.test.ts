import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { readConfiguration } from '../../../../src/target/configuration.ts';
import { readCaptures } from '../../../../src/target/webhook-captures.ts';
import { problems } from './configuration-problems.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-captures-'));
const written = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const problemOf = (text: string): string =>
  problems({ KOR_WEBHOOK_CAPTURES: written('broken', text) })
    .join('\n')
    .replace(/^KOR_WEBHOOK_CAPTURES names .*, which /, '');

describe('captured webhook payloads', () => {
  test('are read from a single payload, an array, or one per line, in any of several files', () => {
    const files = [
      written('one.json', '{\n "id": 1\n}\n'),
      written('array.json', '[{"id": 2}, {"id": 3}]'),
      written('lines.ndjson', '{"id": 4}\r\n\r\n{"id": 5}'),
    ];
    const { webhookCaptures = [] } = readConfiguration({ KOR_WEBHOOK_CAPTURES: files.join(' , ') }).settings;

    assert.deepEqual(webhookCaptures, files);
    assert.deepEqual(
      readCaptures(webhookCaptures).map(({ place, payload }) => [place, payload]),
      [
        [1, { id: 1 }],
        [1, { id: 2 }],
        [2, { id: 3 }],
        [1, { id: 4 }],
        [2, { id: 5 }],
      ],
    );
  });

  test('keep which of their members occur more than once', () => {
    const doubled = '{"id": 1, "data": {"a": 1, "a": 2}, "id": 2}';
    const files = [
      written('doubled.json', doubled),
      written('doubled-array.json', `[{"id": 2}, ${doubled}]`),
      written('doubled-lines.ndjson', `{"id": 4}\n${doubled}`),
    ];

    assert.deepEqual(
      readCaptures(files).map((capture) => capture.doubled),
      [['/data/a', '/id'], [], ['/data/a', '/id'], [], ['/data/a', '/id']],
    );
  });

  test('are empty if no file is named', () => {
    assert.deepEqual(readConfiguration({}).settings.webhookCaptures, []);
  });

  test('are refused with the file and the place of the problem, and without their content', () => {
    assert.equal(problemOf(' \n'), 'is empty');
    assert.equal(problemOf('{\n  "name": "Sarah",\n  "b": x\n}'), 'is not JSON from line 3 on');
    assert.equal(problemOf('{"id": 1}\n{"name": "Sarah"'), 'is not JSON from line 2 on');
    assert.equal(problemOf('[{}, 1]'), 'has no JSON object at position 2');
    assert.equal(problemOf('"Sarah"'), 'has no JSON object at position 1');
  });

  test('are refused if a file is named twice, because each payload would count twice', () => {
    const file = written('twice', '{}');

    assert.deepEqual(problems({ KOR_WEBHOOK_CAPTURES: `${file},${file}` }), [
      `KOR_WEBHOOK_CAPTURES names ${file} twice`,
    ]);
  });

  test('are refused together with all other problems', () => {
    const found = problems({ KOR_WEBHOOK_CAPTURES: 'nowhere.json', KOR_STRICT: '7' });

    assert.equal(found.length, 2);
    assert.match(found.join('\n'), /KOR_WEBHOOK_CAPTURES names nowhere\.json, which is not a file in /);
  });
});
