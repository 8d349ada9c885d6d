import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { loadContract } from '../../../../src/contract/operations.ts';
import { DescriptionError } from '../../../../src/description/problems/description-error.ts';
import { ensureGenerated, projectRoot, type GenerationPlaces } from '../../../../src/description/generate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-generate-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const sound = `
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths: { /pets: { get: { operationId: listPets, responses: {} } } }
`;

/** A new folder with a description in it. */
function places(text: string): GenerationPlaces {
  const own = mkdtempSync(path.join(folder, 'case-'));
  const description = path.join(own, 'pets.yaml');
  writeFileSync(description, text);
  return { description, output: path.join(own, 'generated') };
}

describe('generation', () => {
  test('builds everything once, and again only after a change', async () => {
    const where = places(sound);
    const first = await ensureGenerated({}, where);
    const second = await ensureGenerated({}, where);
    writeFileSync(where.description, sound.replaceAll('listPets', 'allPets'));
    const third = await ensureGenerated({}, where);

    assert.deepEqual([first.changed, second.changed, third.changed], [true, false, true]);
    assert.equal(second.folder, first.folder);
    assert.deepEqual(
      (await loadContract(first.folder)).table.operations.map(({ id }) => id),
      ['listPets'],
    );
    assert.deepEqual(
      (await loadContract(third.folder)).table.operations.map(({ id }) => id),
      ['allPets'],
    );
    assert.match(readFileSync(path.join(where.output, 'types.ts'), 'utf8'), /allPets/);
    assert.doesNotMatch(readFileSync(path.join(where.output, 'types.ts'), 'utf8'), /listPets/);
  });

  test('builds the types again when they are lost', async () => {
    const where = places(sound);
    await ensureGenerated({}, where);
    rmSync(path.join(where.output, 'types.ts'));
    await ensureGenerated({}, where);

    assert.match(readFileSync(path.join(where.output, 'types.ts'), 'utf8'), /listPets/);
  });

  test('of a pinned or another description has its own folder and digest, and does not change the types', async () => {
    const where = places(sound);
    const beside = (name: string, text: string): string => {
      const file = path.join(path.dirname(where.description), name);
      writeFileSync(file, text);
      return file;
    };
    const pin = (title: string): string =>
      `{ overlay: 1.0.0, info: { title: a, version: '1' }, actions: [{ target: $.info, update: { title: ${title} } }] }`;
    const [cats, dogs] = [beside('cats.yaml', pin('Cats')), beside('dogs.yaml', pin('Dogs'))];
    const description = beside('theirs.yaml', sound.replace('listPets', 'petsOfTheirs'));
    const made = [];
    for (const sources of [{}, { overlays: [cats, dogs] }, { overlays: [dogs, cats] }, { description }]) {
      made.push(await ensureGenerated(sources, where));
    }
    const titles = await Promise.all(
      made.map(async ({ folder }) => (await loadContract(folder)).table.title),
    );

    assert.deepEqual(titles, ['Pets', 'Dogs', 'Cats', 'Pets']);
    assert.equal(new Set(made.map(({ digest }) => digest)).size, 4);
    assert.deepEqual(
      made[1]?.overlays.map((overlay) => overlay.replace(/[0-9a-f]{16}$/, 'digest')),
      ['cats.yaml digest', 'dogs.yaml digest'],
    );
    assert.deepEqual(
      made.map(({ file }) => file),
      ['pets.yaml', 'pets.yaml', 'pets.yaml', 'theirs.yaml'],
    );
    assert.match(readFileSync(path.join(where.output, 'types.ts'), 'utf8'), /listPets/);
    for (const [index, sources] of [{}, { overlays: [cats, dogs] }].entries()) {
      const again = await ensureGenerated(sources, where);

      assert.deepEqual([again.changed, again.folder], [false, made[index]?.folder]);
    }
  });

  test('stops at schemas for which no validator can be built, each with its place', async () => {
    const broken = sound.replace('paths:', "components: { schemas: { A: { type: 'nothing' } } }\npaths:");

    await assert.rejects(ensureGenerated({}, places(broken)), {
      name: 'DescriptionError',
      message: /#\/components\/schemas\/A\/type {2}must be one of .*, and is "nothing"/,
    });
  });

  test('stops at every invalid regular expression, with its place', async () => {
    const schemas =
      "{ A: { pattern: '(' }, B: { properties: { c: { patternProperties: { '[z-a]': {} } } } } }";
    const broken = sound.replace('paths:', `components: { schemas: ${schemas} }\npaths:`);

    await assert.rejects(ensureGenerated({}, places(broken)), {
      name: 'DescriptionError',
      message: new RegExp(
        [
          String.raw`#/components/schemas/A/pattern  is an invalid pattern: Unterminated group\n`,
          String.raw`.*#/components/schemas/B/properties/c/patternProperties/\[z-a\]  is an invalid pattern: Range out of order`,
        ].join(''),
      ),
    });
  });

  test('reports every regular expression that may be slow, and why', async () => {
    const slow = sound.replace('paths:', "components: { schemas: { A: { pattern: '^(?=.*a)' } } }\npaths:");
    const { notes } = await ensureGenerated({}, places(slow));

    assert.deepEqual(notes.slice(1), [
      'a regular expression has a limit of one second per string, because its time may not be linear: a look-ahead, a look-behind or a modifier (#/components/schemas/A/pattern)',
    ]);
  });

  test('leaves nothing behind when it is stopped half-way', async () => {
    const body = "content: { application/json: { schema: { type: string, pattern: '^(?=(a+)+$)' } } }";
    const paths = `/pets: { post: { operationId: addPet, requestBody: { ${body} }, responses: {} } }`;
    const where = places(sound.replace('paths: {', `paths: { ${paths},`));
    await ensureGenerated({}, where).catch(() => undefined);

    assert.throws(() => readdirSync(where.output), { code: 'ENOENT' });
  });

  test('stops at a broken description with one message, and leaves nothing behind', async () => {
    const where = places(sound.replace('operationId: listPets, ', ''));

    await assert.rejects(ensureGenerated({}, where), DescriptionError);
    assert.throws(() => readdirSync(where.output), { code: 'ENOENT' });
  });

  for (const [title, description] of [
    ['not there', path.join(folder, 'gone.yaml')],
    ['a folder', folder],
  ] as const) {
    test(`stops at a description that is ${title}`, async () => {
      await assert.rejects(
        ensureGenerated({}, { description, output: path.join(folder, 'out') }),
        DescriptionError,
      );
    });
  }

  test('can run in two processes at once: neither removes what the other reads', async () => {
    const where = places(sound);
    const module = pathToFileURL(path.join(projectRoot, 'src/description/generate.ts')).href;
    const script = `
      const { ensureGenerated } = await import(${JSON.stringify(module)});
      const made = ensureGenerated({}, ${JSON.stringify(where)});
      console.log('begun');
      await made;`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const other = spawn(process.execPath, args, {
      cwd: projectRoot,
      timeout: 30_000,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    const { folder: ours } = await ensureGenerated({}, where);
    const before = statSync(ours).ino;
    const [code] = (await once(other, 'close')) as [number];

    assert.equal(code, 0);
    assert.equal(statSync(ours).ino, before);
    assert.deepEqual(readdirSync(where.output).sort(), [path.basename(ours), 'types.ts']);
  });

  test('can run twice at once under one process id, as in two containers', async () => {
    const where = places(sound);
    const both = await Promise.all([ensureGenerated({}, where), ensureGenerated({}, where)]);

    assert.equal(both[0].folder, both[1].folder);
    assert.deepEqual(readdirSync(where.output).sort(), [path.basename(both[0].folder), 'types.ts']);
  });
});
