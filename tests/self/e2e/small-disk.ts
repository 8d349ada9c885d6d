import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { projectRoot } from '../../../src/description/generate.ts';
import { variableNames } from '../../../src/target/configuration.ts';
import { childEnvironment } from '../../../src/target/environment.ts';

/** The result of a command of the suite. */
export interface Ended {
  exitCode: number | null;
  output: string;
}

const mounting = ['-rm', 'sh', '-c', 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"', 'sh'];

/** Why no small disk can be created here, if it cannot: that needs a user namespace, which some systems forbid. */
export function whyNoDisk(folder: string): string | false {
  const { status, stderr } = spawnSync('unshare', [...mounting, '16k', folder, 'true'], { encoding: 'utf8' });
  return status === 0 ? false : `no file system could be mounted in a user namespace: ${stderr}`.trim();
}

/** Runs a command of the suite with a folder on a disk of its own of this size (`96k`). */
export function onDisk(
  size: string,
  folder: string,
  args: readonly string[],
  variables: Record<string, string>,
): Promise<Ended> {
  mkdirSync(folder, { recursive: true });
  return command('unshare', [...mounting, size, folder, process.execPath, ...args], variables);
}

/** Runs a command of the suite that can write no file larger than this many kilobytes. */
export function withFilesUpTo(
  kilobytes: number,
  args: readonly string[],
  variables: Record<string, string>,
): Promise<Ended> {
  const limiting = ['-c', 'ulimit -f "$1" && shift && exec "$@"', 'bash', String(kilobytes)];
  return command('bash', [...limiting, process.execPath, ...args], variables);
}

async function command(
  file: string,
  args: readonly string[],
  variables: Record<string, string>,
): Promise<Ended> {
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const env = { ...childEnvironment(), ...unset, ...variables };
  const child = spawn(file, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { exitCode, output };
}
