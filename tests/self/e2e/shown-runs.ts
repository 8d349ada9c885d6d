import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { conformanceRun, targetVariables, type CommandResult } from './conformance-run.ts';
import { startProxy } from './proxy.ts';

/** A run that fails, and its service account. */
export interface FailedRun {
  run: CommandResult;
  account: Sandbox['accounts']['first'];
}

/** The journeys on the embedded sandbox, made at the first call. */
export const passedRun = once(() => conformanceRun(['--grep', '@journey']));

/** Markup that a page would run or load if it did not escape text. */
export const planted = `</script><img src="x" onerror="console.error('planted')"><script>console.error('planted')</script>`;

/** A few tests of a target with lower-case statuses, which plants scripts in names, values and headers; made at the first call. */
export const failedRun = once(async (): Promise<FailedRun> => {
  const { folder } = await ensureGenerated();
  const sandbox = await startSandbox({ contract: await loadContract(folder) });
  const server = await startProxy(sandbox.url, {
    response: ({ body, headers, ...response }) => ({
      ...response,
      headers: { ...headers, 'x-planted': planted },
      body: body
        .replaceAll('"ACTIVE"', '"active"')
        .replace('"status"', `${JSON.stringify(planted)}:${JSON.stringify(planted)},"status"`),
    }),
  });
  const account = sandbox.accounts.first;
  const variables = targetVariables(server.url, account);
  const run = await conformanceRun(['--grep', '@CUS-00[123]'], { variables });
  await server.close();
  await sandbox.close();
  return { run, account };
});

/** Creates a value at the first call, and returns it at every call. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
