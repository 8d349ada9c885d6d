import { loadContract } from '../contract/operations.ts';
import { ensureGenerated } from '../description/generate.ts';
import { faults, type Fault } from '../sandbox/faults/index.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { variants, variantsNamed } from '../sandbox/variants/index.ts';
import { loadSources } from '../target/environment.ts';
import { say } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';

/** The options of `kor sandbox`. */
export interface SandboxCommandOptions {
  port: number;
  /** How long access tokens are valid, in seconds. */
  tokenLifetime: number;
  variant: string[];
  fault?: string;
  withParent?: true;
}

/**
 * `kor sandbox`: starts the sandbox, with the named variants and fault, and prints its address and credentials; `list` only lists them.
 * Returns the exit code after a signal to stop.
 */
export function sandbox(options: SandboxCommandOptions): Promise<number> {
  return reporting(async () => {
    const lists = [
      ...(options.variant.includes('list') ? [variantList()] : []),
      ...(options.fault === 'list' ? [faultList()] : []),
    ];
    if (lists.length > 0) {
      say(`${lists.join('\n\n')}\n`);
      return 0;
    }
    const { port, tokenLifetime } = options;
    const chosen = variantsNamed(options.variant);
    if (!chosen) throw new UsageError(`There is no such variant. The variants are:\n\n${variantList()}`);
    const fault = faults.find(({ name }) => name === options.fault);
    if (options.fault !== undefined && !fault)
      throw new UsageError(`There is no such fault. The faults are:\n\n${faultList()}`);
    const { folder } = await ensureGenerated(loadSources());
    const contract = await loadContract(folder);
    const running = await startSandbox({
      contract,
      port,
      tokenLifetime,
      variants: chosen,
      ...(fault && { fault }),
    }).catch((error: unknown) => {
      throw portTaken(error)
        ? new UsageError(`Port ${String(options.port)} is taken: choose another, or none for a free one.`)
        : error;
    });
    const stop = askedToStop(options.withParent === true); // before the address is printed, so that no signal is missed
    say(`${introduction(running, fault)}\n`);
    await stop;
    await running.close();
    return 0;
  });
}

function introduction({ url, accounts }: Sandbox, fault: Fault | undefined): string {
  const { first, other, shortLived } = accounts;
  const lines = [
    `Embedded sandbox on ${url}: in memory; Ctrl-C stops it.`,
    ...(fault ? [`It has the fault "${fault.name}": ${fault.requirement} must fail.`] : []),
    '',
    `KOR_BASE_URL=${url}`,
    `KOR_API_KEY=${first.key}`,
    `KOR_API_SECRET=${first.secret}`,
    `KOR_OTHER_API_KEY=${other.key}`,
    `KOR_OTHER_API_SECRET=${other.secret}`,
    '',
    '# A service account whose access tokens are valid for one second:',
    `# KOR_API_KEY=${shortLived.key}`,
    `# KOR_API_SECRET=${shortLived.secret}`,
    '',
  ];
  return lines.join('\n');
}

function variantList(): string {
  return variants.map(({ name, difference }) => `${name.padEnd(28)} ${difference}`).join('\n');
}

function faultList(): string {
  return faults
    .map(({ group, name, requirement }) => `${requirement}  ${group.padEnd(22)} ${name}`)
    .join('\n');
}

function portTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Waits for a signal or, with `withParent`, for the end of standard input. */
async function askedToStop(withParent: boolean): Promise<void> {
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
    if (withParent) process.stdin.once('end', resolve).resume();
  });
  if (withParent) process.stdin.destroy(); // unread input would keep the process running
}
