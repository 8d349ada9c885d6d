import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DescriptionError } from '../../../../src/description/problems/description-error.ts';
import {
  effectiveDescription,
  type EffectiveDescription,
} from '../../../../src/description/effective-description.ts';

const sound = `
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get: { operationId: listPets, responses: { '200': { $ref: '#/components/responses/Pets' } } }
components:
  responses:
    Pets: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  schemas:
    Pet: { type: object, properties: { id: { type: string, format: uuid } } }
`;
/** The sound description with parts of its text replaced. */
const changed = (...changes: [string, string][]): string =>
  changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, sound);

const read = (text: string): EffectiveDescription =>
  effectiveDescription({ own: { file: 'specs/pets.yaml', text }, overlays: [] });

/** The message about a description that cannot be used; rethrows any other error. */
function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DescriptionError) return error.message;
    throw error;
  }
  return 'none';
}

describe('a description', () => {
  test('is accepted when it is sound', () => {
    assert.equal(read(sound).document.openapi, '3.1.0');
  });

  test('may have a property of any name, such as mapping, value or example', () => {
    const fields =
      'mapping: { type: string }, value: { type: string }, examples: { type: array }, example: {}';

    assert.equal(complaint(changed(['properties: { id', `properties: { ${fields}, id`])), 'none');
  });

  test('may contain a text in an example that looks like a reference', () => {
    const example = "Pet: { examples: [{ $ref: 'gone' }], type: object";

    assert.equal(complaint(changed(['Pet: { type: object', example])), 'none');
  });
});

describe('an unusable description', () => {
  const cases: [title: string, text: string, ...said: RegExp[]][] = [
    ['YAML that does not parse', 'a: [1', /pets\.yaml# +is not readable YAML: .*line 1/],
    ['a key given twice', `${sound}paths: {}`, /pets\.yaml# +has the key "paths" twice/],
    ['an alias of nothing', 'paths: *nobody', /not readable YAML: .*nobody/],
    ['an empty file', '', /pets\.yaml# +is not an OpenAPI document: it has no "openapi"/],
    ['a list', '- a', /is not an OpenAPI document/],
    [
      'an unknown format',
      changed(['uuid', 'uid']),
      /#\/components\/schemas\/Pet\/properties\/id\/format .*"uid"; known are uuid, /,
    ],
    [
      'a property whose name steers a terminal',
      changed(['properties: { id', String.raw`properties: { "a\e[2J": {}, id`]),
      /#\/components\/schemas\/Pet\/properties\/a\\u001b\[2J +is a name with invisible characters/,
    ],
    [
      'a path that begins a line',
      changed(['/pets:', '"/dogs\\n": {}\n  /pets:']),
      /#\/paths\/~1dogs\\n +is a name with invisible characters/,
    ],
    [
      'an operationId that turns what follows',
      changed(['operationId: listPets', 'operationId: "list\u202ePets"']),
      /get\/operationId +is a name with invisible characters/,
    ],
    [
      'a missing operationId',
      changed(['operationId: listPets, ', '']),
      /#\/paths\/~1pets\/get +has no "operationId"/,
    ],
    [
      'an operationId given twice',
      changed(['/pets:', '/dogs: { get: { operationId: listPets } }\n  /pets:']),
      /#\/paths\/~1pets\/get +has the operationId "listPets", which #\/paths\/~1dogs\/get has too/,
    ],
    [
      'a webhook without operationId',
      `${sound}webhooks: { petBorn: { post: {} } }`,
      /#\/webhooks\/petBorn\/post +has no "operationId"/,
    ],
    [
      'a reference to nothing',
      changed(['schemas/Pet', 'schemas/Dog']),
      /#\/components\/responses\/Pets\/.*\$ref +refers to "#\/components\/schemas\/Dog", which does not exist/,
    ],
    [
      'a reference out of the file',
      changed(["'#/components/schemas/Pet'", 'pet.yaml#/Pet']),
      /\$ref +refers to "pet\.yaml#\/Pet", which is outside the file; bundle/,
    ],
    [
      'a reference that cannot be decoded',
      changed(['schemas/Pet', 'schemas/%']),
      /refers to "#\/components\/schemas\/%"/,
    ],
    [
      'a reference to an example that is not there',
      changed(['schema: { $ref', "examples: { a: { $ref: '#/components/examples/Gone' } }, schema: { $ref"]),
      /refers to "#\/components\/examples\/Gone"/,
    ],
    [
      'a reference that leads back to itself',
      changed(["Pets: { description: ''", "Pets: { $ref: '#/components/responses/Pets', description: ''"]),
      /#\/components\/responses\/Pets/,
    ],
    [
      'a kind that leads to nothing',
      changed([
        'Pet: { type: object',
        "Pet: { oneOf: [], discriminator: { propertyName: a, mapping: { A: '#/components/schemas/Gone' } }, type: object",
      ]),
      /mapping\/A +refers to "#\/components\/schemas\/Gone"/,
    ],
    [
      'everything at once',
      changed(['uuid', 'uid'], ['operationId: listPets, ', ''], ['schemas/Pet', 'schemas/Dog']),
      /unknown format "uid"/,
      /has no "operationId"/,
      /"#\/components\/schemas\/Dog", which does not exist/,
    ],
  ];
  for (const [title, text, ...said] of cases) {
    test(`is ${title}, and the message says where and why`, () => {
      const message = complaint(text);

      for (const pattern of said) assert.match(message, pattern);
      assert.match(message, /^The description cannot be used:\n\n {2}pets\.yaml#/);
    });
  }
});
