import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { contract } from '../support/real-contract.ts';
import { documentOf, validatorsOf } from '../support/small-contract.ts';
import { comparedFormats, formatDifferences, formatted, knownDifference } from './second-formats.ts';
import { opinionsOn } from './second-opinion.ts';
import { randomOf } from './second-random.ts';

type Check = (text: string) => boolean;

describe('the independent validator, compared on formats', () => {
  const checks = new Map<string, { ours: Check; theirs: Check }>();
  before(async () => {
    const schemas = Object.fromEntries(comparedFormats.map((format) => [format, { type: 'string', format }]));
    const document = documentOf({ schemas });
    const { request } = validatorsOf(document);
    for (const opinion of await opinionsOn(document)) {
      const { pointer, direction } = opinion;
      const theirs: Check = (text) => opinion.accepts(text);
      const ours: Check = (text) => request[pointer]?.(text) === true;
      if (direction === 'request') checks.set(pointer.split('/').at(-1) ?? '', { ours, theirs });
    }
  });

  test('covers every string format in the description', () => {
    const used = JSON.stringify(contract.document).matchAll(/"type":"string"[^{}]*?"format":"([^"]+)"/g);

    for (const [, format = ''] of used) assert.ok(comparedFormats.includes(format), format);
  });

  for (const seed of [20250601, randomInt(2 ** 31)])
    test(`agrees except for the listed differences, with seed ${String(seed)}`, (context) => {
      const met = new Map<object, number>();
      let alike = 0;
      for (const [format, { ours, theirs }] of checks) {
        const random = randomOf(seed);
        for (let count = 0; count < 4000; count += 1) {
          const text = formatted(format, random);
          const accepted = ours(text);
          const known = accepted === theirs(text) ? 'alike' : knownDifference(format, text, accepted);
          assert.ok(known, `${format} ${JSON.stringify(text)}: ${accepted ? 'we accept' : 'we refuse'} it`);
          if (known === 'alike') alike += 1;
          else met.set(known, (met.get(known) ?? 0) + 1);
        }
      }
      const differing = [...met.values()].reduce((sum, count) => sum + count, 0);
      context.diagnostic(
        `${String(alike)} texts judged alike, ${String(differing)} not, in ${String(met.size)} known ways`,
      );
      const unmet = formatDifferences.filter((each) => !met.has(each)).map(({ reason }) => reason);
      assert.deepEqual(unmet, [], 'what is no difference any more is to be taken off the list');
    });

  test('rejects integers beyond 64 bits, while the suite accepts all', async () => {
    const document = documentOf({ schemas: { Count: { type: 'integer', format: 'int64' } } });
    const [opinion] = await opinionsOn(document);

    for (const [value, ours, theirs] of [
      [2 ** 53, true, true],
      [2 ** 64, true, false],
      [0.5, false, false],
    ] as const)
      assert.deepEqual(
        [validatorsOf(document).request['/components/schemas/Count']?.(value), opinion?.accepts(value)],
        [ours, theirs],
      );
  });
});
