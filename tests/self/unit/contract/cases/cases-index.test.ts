import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { countOf, type CaseIndex } from '../../../../../src/contract/cases/case-index.ts';
import { casesOf } from '../../../../../src/contract/cases/groups.ts';
import { parameterCases } from '../../../../../src/contract/cases/parameters.ts';
import { loadContract, type Contract } from '../../../../../src/contract/operations.ts';
import { requestViolations } from '../../../../../src/contract/validation/requests.ts';
import { ensureGenerated, projectRoot } from '../../../../../src/description/generate.ts';
import { index, made } from '../../../support/derived-cases.ts';
import { contract } from '../../../support/real-contract.ts';

const seeds = ['one', 'another'].map((seed) => ({ seed, runId: 'unit' }));
const operations = contract.table.operations;

describe('derived cases', () => {
  test('have the same number and names for every seed', () => {
    const creating = index.bodies.filter(({ operation }) => contract.operation(operation).method === 'POST');
    for (const group of creating) {
      const [one, another] = seeds.map(({ seed }) => made(group, seed).cases.map(({ name }) => name));

      assert.deepEqual(one, another, `${group.operation} ${group.field}`);
    }
  });

  test('are the same to the byte for the same seed', () => {
    const [group] = index.bodies.filter(({ field, family }) => field === 'addresses' && family === 'keeping');

    assert.ok(group, 'addresses are kept');
    assert.equal(JSON.stringify(made(group, 'one')), JSON.stringify(made(group, 'one')));
    assert.notEqual(JSON.stringify(made(group, 'one')), JSON.stringify(made(group, 'another')));
  });

  test('exist for every operation with a body, and are more than a thousand', () => {
    const withBody = operations.filter(({ body }) => body !== undefined).map(({ id }) => id);

    assert.deepEqual([...new Set(index.bodies.map(({ operation }) => operation))].sort(), withBody.sort());
    assert.ok(countOf(index) > 1000, String(countOf(index)));
  });
});

describe('derived query parameters', () => {
  test('have the same number for every seed', () => {
    for (const operation of operations) {
      const [one, another] = seeds.map((seed) => parameterCases(contract, operation, seed).length);

      assert.equal(one, another, operation.id);
    }
  });

  test('break exactly the rule that they name, or none', () => {
    for (const operation of operations) {
      for (const { name, parameter, value, breaks } of parameterCases(contract, operation, {
        seed: 'unit',
        runId: 'unit',
      })) {
        const own = operation.parameters.filter((each) => each.name === parameter);
        const found = requestViolations(
          contract,
          { ...operation, parameters: own, body: undefined },
          { query: value === undefined ? {} : { [parameter]: value } },
        );

        assert.deepEqual(
          found.map(({ pointer, rule }) => ({ pointer, rule })),
          breaks ? [{ pointer: breaks.pointer, rule: breaks.rule }] : [],
          `${operation.id} ${name}`,
        );
      }
    }
  });

  test('include an invalid page size, and every property to sort by', () => {
    const names = parameterCases(
      contract,
      contract.operation('listCustomers'),
      seeds[0] ?? { seed: '', runId: '' },
    ).map(({ name }) => name);

    for (const part of ['size is ', 'sort is ', 'status is ACTIVE', 'status is SUSPENDED'])
      assert.ok(
        names.some((name) => name.startsWith(part)),
        `${part} in ${names.join(', ')}`,
      );
  });
});

describe('a constrained property added to the description', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-cases-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** The index and the contract of the description with one more property. */
  async function extended(): Promise<{ grown: CaseIndex; contract: Contract }> {
    const own = readFileSync(path.join(projectRoot, 'specs/rocketkor.openapi.yaml'), 'utf8');
    const place = '        type: { type: string, enum: [INDIVIDUAL] }\n';
    const description = path.join(folder, 'description.yaml');
    writeFileSync(
      description,
      own.replace(place, `${place}        nickname: { type: string, minLength: 2, maxLength: 12 }\n`),
    );
    const generated = await ensureGenerated({}, { description, output: path.join(folder, 'generated') });
    const grown = JSON.parse(readFileSync(path.join(generated.folder, 'cases.json'), 'utf8')) as CaseIndex;
    return { grown, contract: await loadContract(generated.folder) };
  }

  test('adds its cases without a code change, and changes no others', async () => {
    const { grown, contract: wider } = await extended();
    const own = grown.bodies.filter(({ field }) => field === 'nickname');
    const refusals = own.filter(
      ({ family, operation }) => family === 'refusals' && operation === 'createCustomer',
    );
    const names = refusals.flatMap((group) =>
      casesOf(wider, group, { seed: 'unit', runId: 'unit' }).cases.map(({ name }) => name),
    );

    assert.deepEqual(
      grown.bodies.filter(({ field }) => field !== 'nickname'),
      index.bodies,
    );
    assert.deepEqual(
      [...new Set(own.map(({ operation }) => operation))],
      ['createCustomer', 'updateCustomer'],
    );
    assert.deepEqual(
      [...new Set(own.map(({ family }) => family))],
      ['refusals', 'boundaries', 'keeping', 'unusual'],
    );
    assert.deepEqual(names, [
      '/nickname: an object',
      '/nickname: an array',
      '/nickname: too short',
      '/nickname: one character too long',
      '/nickname: a number',
      '/nickname: null',
    ]);
    assert.ok(countOf(grown) > countOf(index), String(countOf(grown)));
  });
});
