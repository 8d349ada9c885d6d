import { loadContract } from '../contract/operations.ts';
import { ensureGenerated } from '../description/generate.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { reporting, UsageError } from './failure.ts';

/** `kor sandbox`: starts the sandbox and says how to reach it. Returns the exit code once it is asked to stop. */
export function sandbox(options: {
  port: number;
  tokenLifetime: number;
  withParent?: true;
}): Promise<number> {
  return reporting(async () => {
    const { folder } = await ensureGenerated();
    const contract = await loadContract(folder);
    const running = await startSandbox({ contract, ...options }).catch((error: unknown) => {
      throw portTaken(error)
        ? new UsageError(`Port ${String(options.port)} is taken: choose another, or none for a free one.`)
        : error;
    });
    const { first, other, shortLived } = running.accounts;
    const lines = [
      `Embedded sandbox on ${running.url}: in memory, empty on start, stopped with Ctrl-C.`,
      '',
      `KOR_BASE_URL=${running.url}`,
      `KOR_API_KEY=${first.key}`,
      `KOR_API_SECRET=${first.secret}`,
      `KOR_OTHER_API_KEY=${other.key}`,
      `KOR_OTHER_API_SECRET=${other.secret}`,
      '',
      '# A service account whose tokens are good for one second:',
      `# KOR_API_KEY=${shortLived.key}`,
      `# KOR_API_SECRET=${shortLived.secret}`,
      '',
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    await askedToStop(options.withParent === true);
    await running.close();
    return 0;
  });
}

function portTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Waits for a signal or, with the parent, until the process that started this one is gone. */
function askedToStop(withParent: boolean): Promise<unknown> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
    if (withParent) setInterval(() => process.ppid !== parent && resolve(parent), 500).unref();
  });
}
