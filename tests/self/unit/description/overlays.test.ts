import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { valueAt, type Json, type JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { DescriptionError } from '../../../../src/description/problems/description-error.ts';
import { objectAt, operationsOf } from '../../../../src/description/reading/document.ts';
import { createNotes } from '../../../../src/description/problems/notes.ts';
import { effectiveDescription } from '../../../../src/description/effective-description.ts';
import { projectRoot } from '../../../../src/description/generate.ts';
import { overlaid } from '../../../../src/description/reading/overlays.ts';

const pets = {
  info: { title: 'Pets', 'x-marks': ['a', 'b', 'c'] },
  paths: { '/pets': { get: { 'x-outcomes': { success: { '200': 'accepted', '201': 'accepted' } } } } },
};

const overlayOf = (...actions: Json[]): JsonObject => ({
  overlay: '1.0.0',
  info: { title: 'Pins', version: '1' },
  actions,
});

/** The pets after overlays, one per list of actions. */
function after(...lists: Json[][]): JsonObject {
  const files = lists.map((actions, index) => ({
    file: `pins/${String(index)}.yaml`,
    text: JSON.stringify(overlayOf(...actions)),
  }));
  return overlaid(pets, files, createNotes());
}

/** The problems of an overlay document, or of a list of actions. */
function complaint(given: Json): string {
  const text =
    typeof given === 'string' ? given : JSON.stringify(Array.isArray(given) ? overlayOf(...given) : given);
  try {
    overlaid(pets, [{ file: 'pins/mine.yaml', text }], createNotes());
  } catch (error) {
    if (error instanceof DescriptionError) return error.message;
    throw error;
  }
  return 'none';
}

const success = "$.paths['/pets'].get['x-outcomes'].success";

describe('an overlay', () => {
  test('merges objects member by member, appends to lists, and replaces everything else', () => {
    const update = { title: 'Dogs', license: { name: 'MIT' }, 'x-marks': ['d'] };

    assert.deepEqual(after([{ target: '$.info', update }]).info, {
      title: 'Dogs',
      license: { name: 'MIT' },
      'x-marks': ['a', 'b', 'c', 'd'],
    });
  });

  test('appends its update to a target list as one entry, and replaces a target value', () => {
    const marks = after([{ target: "$.info['x-marks']", update: 'd' }]);
    const title = after([{ target: '$.info.title', update: 'Dogs' }]);

    assert.deepEqual(valueAt(marks, '/info/x-marks'), ['a', 'b', 'c', 'd']);
    assert.equal(valueAt(title, '/info/title'), 'Dogs');
  });

  test('removes members of objects and entries of lists, also several of one list', () => {
    assert.deepEqual(
      valueAt(after([{ target: `${success}['200']`, remove: true }]), '/paths/~1pets/get/x-outcomes/success'),
      {
        '201': 'accepted',
      },
    );
    assert.deepEqual(valueAt(after([{ target: "$.info['x-marks'][0,1]", remove: true }]), '/info/x-marks'), [
      'c',
    ]);
  });

  test('changes every place that its target matches', () => {
    const changed = after([{ target: `${success}[?@ == 'accepted']`, update: 'observed' }]);

    assert.deepEqual(valueAt(changed, '/paths/~1pets/get/x-outcomes/success'), {
      '200': 'observed',
      '201': 'observed',
    });
  });

  test('is applied action by action and file by file, each to the result of the one before', () => {
    const added = { target: '$.info', update: { 'x-new': { a: 1 } } };
    const first = [added, { target: "$.info['x-new']", update: { b: 2 } }];
    const second = [{ target: "$.info['x-new'].a", remove: true }];

    assert.deepEqual(valueAt(after(first, second), '/info/x-new'), { b: 2 });
    assert.throws(() => after(second, first), /0\.yaml#\/actions\/0 .*matches nothing/);
  });

  test('does not change its input', () => {
    const before = structuredClone(pets);
    after([{ target: '$.info', remove: true }]);

    assert.deepEqual(pets, before);
  });
});

describe('the target that an overlay extends', () => {
  test('is not compared with the description', () => {
    const notes = createNotes();
    const overlay = {
      ...overlayOf({ target: '$.info', update: { a: 1 } }),
      extends: 'https://a.example/b.yaml',
    };
    overlaid(pets, [{ file: 'pins/mine.yaml', text: JSON.stringify(overlay) }], notes);

    assert.deepEqual(notes.lines(), [
      'mine.yaml extends https://a.example/b.yaml, which is not compared with what it is applied to (#/extends)',
    ]);
  });
});

describe('an overlay that cannot be used', () => {
  const cases: [title: string, given: Json, ...said: RegExp[]][] = [
    [
      'matches nothing',
      [{ target: '$.paths.nope', remove: true }],
      /mine\.yaml#\/actions\/0 {2}the target \$\.paths\.nope matches nothing/,
    ],
    [
      'has a target that is no JSONPath',
      [{ target: 'info', remove: true }],
      /\/actions\/0 {2}the target info is no JSONPath of RFC 9535 \(at "info"\)/,
    ],
    [
      'has a hyphen outside of brackets',
      [{ target: '$.info.x-marks', remove: true }],
      /a name with a hyphen goes in brackets/,
    ],
    ['would remove everything', [{ target: '$', remove: true }], /is the whole description/],
    [
      'puts a value where an object is',
      [{ target: '$.info', update: 'x' }],
      /must be an object, as its target is/,
    ],
    [
      'puts an object where a value is',
      [{ target: '$.info.title', update: {} }],
      /must be a single value, as its target is/,
    ],
    ['does nothing', [{ target: '$.info' }], /\/actions\/0 {2}must have an update, or remove: true/],
    [
      'changes what it removes',
      [{ target: '$.info', update: { a: 1 }, remove: true }],
      /has an update too, which remove: true leaves without effect/,
    ],
    ['has no target', [{ update: {} }], /must have a target/],
    ['says something twice', 'overlay: 1.0.0\ninfo: { title: a, title: b }', /has the key "title" twice/],
    [
      'misspells a field',
      [{ target: '$.info', udpate: {} }],
      /\/actions\/0\/udpate {2}is not a field of an overlay; known are target/,
    ],
    ['is of another version', { ...overlayOf(), overlay: '2.0.0' }, /does not begin with "overlay: 1\.0\.0"/],
    ['is a description', { openapi: '3.1.0' }, /is not an overlay/],
    ['has no actions', overlayOf(), /\/actions {2}must be a list of one action or more/],
    [
      'has no info',
      { overlay: '1.0.0', actions: [{ target: '$.info', update: {} }] },
      /\/info {2}must have a title/,
    ],
    ['is no YAML', 'a: [1', /is not readable YAML/],
    [
      'is wrong in several ways',
      [
        { target: '$.a', update: {} },
        { target: '$.b', remove: true },
      ],
      /actions\/0 .*\n.*actions\/1 /,
    ],
  ];
  for (const [title, given, ...said] of cases)
    test(`${title}, and the message says so`, () => {
      for (const pattern of said) assert.match(complaint(given), pattern);
    });
});

describe('the overlays of the project', () => {
  const own = path.join(projectRoot, 'specs/rocketkor.openapi.yaml');
  const folder = path.join(projectRoot, 'specs/overlays');
  const fileAt = (file: string): { file: string; text: string } => ({
    file,
    text: readFileSync(file, 'utf8'),
  });
  const strict = (): JsonObject =>
    effectiveDescription({ own: fileAt(own), overlays: [fileAt(path.join(folder, 'strict.yaml'))] }).document;

  for (const name of readdirSync(folder))
    test(`apply: ${name} can be applied, and every action says what it pins`, () => {
      const overlay = fileAt(path.join(folder, name));

      assert.notEqual(effectiveDescription({ own: fileAt(own), overlays: [overlay] }).document, undefined);
      assert.equal(
        overlay.text.match(/^ {2}- target: /gm)?.length,
        overlay.text.match(/^ {4}description: \S/gm)?.length,
      );
    });

  test('pin every open point: strict.yaml leaves one status for each outcome, and no update unspecified', () => {
    const open = operationsOf(strict()).flatMap(({ operation, pointer }) => [
      ...Object.entries(objectAt(operation, '/x-outcomes'))
        .filter(([, statuses]) => Object.keys(statuses ?? {}).length !== 1)
        .map(([outcome, statuses]) => `${pointer} ${outcome} ${JSON.stringify(statuses)}`),
      ...(operation['x-update'] === 'unspecified' ? [`${pointer} x-update`] : []),
    ]);

    assert.deepEqual(open, []);
    for (const [outcome, statuses] of Object.entries(objectAt(strict(), '/x-outcomes')))
      assert.equal(Object.keys(statuses ?? {}).length, 1, outcome);
  });
});
