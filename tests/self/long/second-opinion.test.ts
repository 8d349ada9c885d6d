import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, describe, test, type TestContext } from 'node:test';
import { families } from '../../../src/contract/cases/groups.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { isObject, type Json } from '../../../src/contract/schema/pointers.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { createInstance } from '../../../src/sandbox/http/instance.ts';
import { serveInstance } from '../../../src/sandbox/sandbox.ts';
import { variants, withVariants, type Variant } from '../../../src/sandbox/variants/index.ts';
import { derivedIn } from '../support/derived-cases.ts';
import { contract } from '../support/real-contract.ts';
import { samplesOf } from '../support/samples-of-document.ts';
import { tourOf } from '../support/sandbox-tour.ts';
import { compare, comparison, emptyTally, type Tally } from '../e2e/second-comparison.ts';
import { opinionsOn, type Opinion } from '../e2e/second-opinion.ts';
import { rootsOf } from '../e2e/second-reading.ts';

const fixedSeed = 20250601;
const freshSeed = randomInt(2 ** 31);
const begun = process.cpuUsage();
const opinions = await opinionsOn(contract.document);
const byPlace = new Map(opinions.map((each) => [`${each.direction} ${each.pointer}`, each]));

function opinionOn(direction: string, pointer: string): Opinion {
  const found = byPlace.get(`${direction} ${pointer}`);
  assert.ok(found, `there is no opinion on ${direction} ${pointer}`);
  return found;
}

/** Prints the figures, and fails for every disagreement. */
function settled(
  context: TestContext,
  { schemas, valid, invalid, disagreements }: Tally,
  what: string,
): void {
  context.diagnostic(
    `${what}: ${String(schemas)} readings of schemas, ${String(valid)} bodies valid and ${String(invalid)} invalid by both, ` +
      `${String(disagreements.length)} disagreements`,
  );
  const shown = disagreements.slice(0, 5).map(({ direction, pointer, accepted, body }) => {
    const sides = accepted ? 'we accept, the other refuses' : 'we refuse, the other accepts';
    return `${direction} ${pointer}: ${sides} ${JSON.stringify(body).slice(0, 600)}`;
  });
  assert.equal(disagreements.length, 0, `${what}\n${shown.join('\n')}`);
}

describe('the independent validator, compared with the validators of the suite', () => {
  after(() => {
    const { user, system } = process.cpuUsage(begun);
    process.stdout.write(`second opinion: ${String(Math.round((user + system) / 1e6))} s of CPU\n`);
  });

  test('has the same schemas', () => {
    const theirs = rootsOf(contract.document).map(({ pointer }) => pointer);

    assert.deepEqual(theirs.sort(), Object.keys(contract.request).sort());
    assert.deepEqual(theirs.sort(), Object.keys(contract.response).sort());
  });

  test('agrees on random bodies from a fixed seed, changed in every way', (context) => {
    const tally = comparison(contract, opinions, fixedSeed, { wholly: 1, random: 150, alike: 10 });
    settled(context, tally, `seed ${String(fixedSeed)}`);

    assert.deepEqual(tally.onesided, [], 'valid and invalid bodies are needed for every schema');
  });

  test('agrees on random bodies from a fresh seed', (context) => {
    const tally = comparison(contract, opinions, freshSeed, { wholly: 0, random: 120, alike: 3 });

    settled(context, tally, `seed ${String(freshSeed)}`);
  });

  test('agrees when every open point is pinned', async (context) => {
    const { folder } = await ensureGenerated({ overlays: ['specs/overlays/strict.yaml'] });
    const pinned = await loadContract(folder);
    const asked = await opinionsOn(pinned.document);

    settled(
      context,
      comparison(pinned, asked, fixedSeed, { wholly: 0, random: 40, alike: 2 }),
      'strict.yaml',
    );
  });

  test('agrees on derived cases, and accepts and rejects what they claim', (context) => {
    const tally = emptyTally();
    for (const { group, cases } of families.flatMap(derivedIn)) {
      const opinion = opinionOn('request', contract.operation(group.operation).body?.schema ?? '');
      const bodies = cases.cases.map(({ body }) => body);
      compare(contract, opinion, [cases.control, cases.minimal, cases.full, ...bodies], tally);
      for (const { name, body } of cases.cases)
        assert.equal(opinion.accepts(body), group.family !== 'refusals', `${group.operation} ${name}`);
    }
    settled(context, tally, 'derived cases');
  });

  test('agrees on the examples of the description', (context) => {
    const tally = emptyTally();
    const pointers = new Map(rootsOf(contract.document).map(({ pointer, schema }) => [schema, pointer]));
    for (const { schema, value } of samplesOf(contract.document)) {
      const pointer = isObject(schema) ? pointers.get(schema) : undefined;
      if (pointer === undefined) continue;
      for (const direction of ['request', 'response'])
        compare(contract, opinionOn(direction, pointer), [value], tally);
    }
    settled(context, tally, 'examples');
    assert.ok(tally.valid > 20, 'few examples are valid');
  });

  test('agrees on the responses of the sandbox, also with variants that change bodies', async (context) => {
    const tally = emptyTally();
    const others = variants.filter(({ name }) =>
      /^(?:unset|times|error|update|populated|minimal|undoc)/.test(name),
    );
    for (const chosen of [[], ...others.map((variant) => [variant])]) {
      for (const [pointer, body] of await answersOf(chosen))
        compare(contract, opinionOn('response', pointer), [body], tally);
    }
    settled(context, tally, 'answers of the sandbox');
    assert.ok(tally.valid > 400, 'few answers were judged');
  });
});

/** The bodies of the sandbox's responses on a tour, each with the pointer of its schema. */
async function answersOf(chosen: readonly Variant[]): Promise<[string, Json][]> {
  const sandbox = await serveInstance(withVariants(createInstance(contract, 3600), chosen));
  try {
    return (await tourOf(sandbox)).flatMap(({ operation, response: { status, body } }): [string, Json][] => {
      const schema = contract.operation(operation).responses[String(status)]?.schema;
      return schema === undefined || body === undefined ? [] : [[schema, body]];
    });
  } finally {
    await sandbox.close();
  }
}
