import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { projectRoot } from '../../../src/description/generate.ts';
import type { RequirementReport } from '../../../src/verdict/reports/report-types.ts';
import { conformanceRun, type CommandResult } from './conformance-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-pins-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** A few requirements with little set-up, so that each run is short. */
const few = (...ids: string[]): string[] => ['--workers=1', '--grep', ids.map((id) => `@${id}`).join('|')];

function requirement({ report, output }: CommandResult, id: string): RequirementReport {
  const found = report?.requirements.find((each) => each.id === id);
  assert.ok(found, output);
  return found;
}

/** An overlay of one action, in a file. */
function overlayFile(name: string, action: object): string {
  const file = path.join(folder, name);
  const overlay = { overlay: '1.0.0', info: { title: 'A pin', version: '1.0.0' }, actions: [action] };
  writeFileSync(file, stringify(overlay));
  return file;
}

const creationStatus = "$.paths['/v1/customers'].post['x-outcomes'].success['201']";

/** The project's description as another author would have written it: other names, and no operation that removes a customer. */
function otherDescription(): string {
  const text = readFileSync(path.join(projectRoot, 'specs/rocketkor.openapi.yaml'), 'utf8');
  const others = text
    .replaceAll('{customerId}', '{id}')
    .replace('name: customerId', 'name: id')
    .replaceAll('operationId: retrieveCustomer', 'operationId: readPerson');
  const document = parse(others) as { paths: Record<string, Record<string, unknown>> };
  delete document.paths['/v1/customers/{id}']?.delete;
  const file = path.join(folder, 'theirs.yaml');
  writeFileSync(file, stringify(document));
  return file;
}

describe('pins', () => {
  it('that close every open point are met by the sandbox, and the reports name them', async () => {
    const result = await conformanceRun(
      few('CUS-001', 'CUS-011', 'CUS-016', 'CUS-017', 'SEC-001', 'SEC-004'),
      {
        variables: { KOR_OVERLAY: 'specs/overlays/strict.yaml' },
      },
    );

    assert.equal(result.exitCode, 0, result.output);
    assert.match(result.output, /description [0-9a-f]{16} pinned by strict\.yaml\n/);
    assert.match(result.report?.description.overlays.join() ?? '', /^strict\.yaml [0-9a-f]{16}$/);
    assert.equal(result.report?.description.file, 'rocketkor.openapi.yaml');
  });

  it('that a target does not meet make a MUST fail', async () => {
    const file = overlayFile('only-200.yaml', { target: creationStatus, remove: true });
    const result = await conformanceRun(few('CUS-001'), { variables: { KOR_OVERLAY: file } });
    const { verdict, reason } = requirement(result, 'CUS-001');

    assert.equal(result.exitCode, 1, result.output);
    assert.equal(verdict, 'failed');
    assert.match(reason ?? '', /status must be 200 \(success\), received 201/);
  });

  it('that match nothing stop the run with the file, the action and its target', async () => {
    const file = overlayFile('stale.yaml', { target: '$.paths.nowhere', remove: true });
    const { exitCode, output, report } = await conformanceRun([], { variables: { KOR_OVERLAY: file } });

    assert.equal(exitCode, 2, output);
    assert.match(output, /stale\.yaml#\/actions\/0 {2}the target \$\.paths\.nowhere matches nothing/);
    assert.doesNotMatch(output, /^ +at /m);
    assert.equal(report, undefined);
  });
});

describe('a description of the user', () => {
  it('keeps the tests of its operations, by path where the names differ, and tests nothing else', async () => {
    const result = await conformanceRun(few('CUS-001', 'CUS-011', 'CUS-017', 'CUS-018'), {
      variables: { KOR_DESCRIPTION: otherDescription() },
    });

    assert.equal(result.exitCode, 0, result.output);
    assert.match(result.output, /^note: GET \/v1\/customers\/\{id\} is known as retrieveCustomer here$/m);
    assert.equal(requirement(result, 'CUS-001').verdict, 'passed');
    assert.equal(requirement(result, 'CUS-011').verdict, 'passed');
    for (const id of ['CUS-017', 'CUS-018']) {
      const { verdict, reason } = requirement(result, id);

      assert.deepEqual([verdict, reason], ['not tested', 'removeCustomer is not in the description'], id);
    }
    assert.ok(result.report?.leftovers.length, 'what nothing can remove is not named');
  });

  it('must have a token exchange', async () => {
    const file = path.join(folder, 'closed.yaml');
    const info = { title: 'Closed', version: '1.0.0' };
    writeFileSync(file, stringify({ openapi: '3.1.0', info, paths: {} }));
    const { exitCode, output } = await conformanceRun(few('CUS-001'), {
      variables: { KOR_DESCRIPTION: file },
    });

    assert.equal(exitCode, 2, output);
    assert.match(output, /The description has no token exchange/);
  });
});
