import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../src/description/generate.ts';
import { variableNames } from '../../../src/target/configuration.ts';
import { childEnvironment } from '../../../src/target/environment.ts';

/** The result of a run of `npm run explore`. */
export interface ExploreResult {
  exitCode: number | null;
  /** Standard output and standard error, in the order received. */
  output: string;
  /** The folder of its evidence. */
  folder: string;
}

/** Runs `npm run explore` with these arguments and variables, and no other configuration; passes the output so far to `heard`. */
export async function exploreRun(
  args: readonly string[],
  variables: Record<string, string>,
  heard: (output: string, child: ChildProcess) => void = () => undefined,
): Promise<ExploreResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-explore-'));
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/kor.ts', 'explore', ...args], {
    cwd: projectRoot,
    env: { ...childEnvironment(), ...unset, KOR_REPORT_FOLDER: folder, ...variables },
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      heard(output, child);
    });
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { exitCode, output, folder };
}
