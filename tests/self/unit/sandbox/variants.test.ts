import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { responseViolations, outcomeViolation } from '../../../../src/contract/validation/violations.ts';
import { createInstance } from '../../../../src/sandbox/http/instance.ts';
import { serveInstance } from '../../../../src/sandbox/sandbox.ts';
import { variants, variantsNamed, withVariants } from '../../../../src/sandbox/variants/index.ts';
import { contract } from '../../support/real-contract.ts';
import { tourOf, type Stop } from '../../support/sandbox-tour.ts';

/** The SHOULDs that a variant breaks, by rule and place. */
const discouraged: Record<string, RegExp> = {
  'invalid-422': /^status /,
  'undocumented-fields': /^undeclared /,
  'taken-reference-answers-owner': /createCustomer: status .*\(conflict\), received 200/,
  'suspension-204': /suspendCustomer: status .* received 204/,
  'no-suspension': /suspendCustomer: status .* received 404/,
  'suspension-405': /suspendCustomer: status .* received 405/,
  'suspension-501': /suspendCustomer: status .* received 501/,
  'suspended-for-good': /removeCustomer: status .* received 409/,
  'plain-403': /^content-type /,
  'attack-filter': /^content-type /,
  'framework-errors': /^(?:required|undeclared) .*createCustomer/,
  'framework-pages': /^content-type .*createCustomer/,
  'null-until-updated': /^required \/updated(?:At|By)/,
  'actors-without-id': /^required .*\/(?:created|updated)By\/id/,
  'zip-codes-optional': /^required .*\/zipCode/,
  'metadata-of-any-type': /^type .*\/metadata\//,
};

/** Variants whose requests may miss their expected outcome: they are rejected at first, or return old data. */
const untimely = ['rate-limited', 'stale-reads', 'stale-lists', 'lists-half-a-second-late'];

const moment = Date.parse('2025-06-01T10:00:00.120Z');

/** A tour with a stopped clock; for variants of pages, on a sandbox with enough customers for several pages. */
async function toured(names: readonly string[]): Promise<Stop[]> {
  const isPaged = names.some((name) => /^pages?-(?:of|size)-/.test(name));
  const chosen = variantsNamed(isPaged ? ['populated', ...names] : names) ?? [];
  const instance = createInstance(contract, 3600, { now: () => moment });
  const sandbox = await serveInstance(withVariants(instance, chosen));
  try {
    return await tourOf(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** The violations of a stop, of the description or of the expected outcome. */
function breaches({ operation: id, outcome, response }: Stop, isTimely: boolean): string[] {
  const operation = contract.operation(id);
  const wrong = isTimely && outcome !== 'open' ? outcomeViolation(operation, response, outcome) : undefined;
  return [...responseViolations(contract, operation, response), ...(wrong ? [wrong] : [])]
    .filter(({ level }) => level !== 'MAY')
    .map(({ rule, pointer, message, level }) => `${rule} ${pointer}: ${id}: ${message} (${level})`);
}

/** A tour as text, without what differs between tours. */
function transcript(stops: readonly Stop[]): string {
  const lines = stops.map(({ response: { status, headers, text } }) =>
    [status, ...headers.map((header) => header.join(': ')), text].join('\n'),
  );
  return lines
    .join('\n\n')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-(\d)[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'v$1')
    .replaceAll(/("(?:access_token|traceId)": ?")[^"]*/g, '$1')
    .replaceAll(/date: .*/gi, '');
}

describe('a variant', { concurrency: 4 }, () => {
  const plain = new Map<boolean, string>();
  before(async () => {
    for (const isPaged of [true, false])
      plain.set(isPaged, transcript(await toured(isPaged ? ['populated'] : [])));
  });

  test('can be recognised: two tours without a variant are identical', async () => {
    assert.ok(transcript(await toured([])) === plain.get(false), 'two tours of the same sandbox differ');
  });

  for (const { name, difference } of variants)
    test(`${name} is legal: ${difference}`, async () => {
      const stops = await toured([name]);

      const found = stops.flatMap((stop) => breaches(stop, !untimely.includes(name)));
      assert.deepEqual(
        found.filter((breach) => discouraged[name]?.test(breach) !== true),
        [],
      );
      assert.equal(found.length > 0, name in discouraged, 'only what is listed is discouraged');
      const isUnlike = transcript(stops) !== plain.get(/^pages?-(?:of|size)-/.test(name));
      assert.ok(isUnlike || name === 'delayed', 'nothing differs');
    });
});

describe('variants', () => {
  test('are found by name, in the order in which they can be applied', () => {
    assert.deepEqual(
      variantsNamed(['gzip', 'ids-v7'])?.map(({ name }) => name),
      ['ids-v7', 'gzip'],
    );
    assert.equal(variantsNamed(['gzip', 'nonsense']), undefined);
  });

  test('have unique names', () => {
    assert.equal(new Set(variants.map(({ name }) => name)).size, variants.length);
  });
});

describe('the sandbox without a variant', () => {
  test('breaks no requirement', async () => {
    assert.deepEqual(
      (await toured([])).flatMap((stop) => breaches(stop, true)),
      [],
    );
  });
});
