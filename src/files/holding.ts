import { statSync } from 'node:fs';
import path from 'node:path';
import { isOurs, removeOurs } from './ours.ts';
import { claimed, isThisProcess, removeSocket, runnerText, standingOf, writtenIn } from './running.ts';
import { createFile } from './write.ts';

/** The process that holds a lock, as a message names it, and whether it is certain that it still runs. */
export interface Holder {
  who: string;
  isCertain: boolean;
}

/**
 * Takes a lock for this process; the lock file names its holder. `files`: the files that the holder writes to. Returns a function that
 * releases the lock, or the process that holds it or may hold it.
 */
export async function held(lock: string, files: readonly string[]): Promise<(() => void) | Holder> {
  const folder = path.dirname(lock);
  const holder = isOurs(lock) ? writtenIn(lock) : undefined;
  const times = [lock, ...files].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const standing = await standingOf(holder, { folder, writtenAt: Math.max(...times) });
  if (holder !== undefined && !isThisProcess(holder) && standing !== 'ended')
    return { who: runnerText(holder), isCertain: standing === 'running' };
  removeSocket(holder, folder);
  removeOurs(lock);
  const { runner, release } = await claimed(folder);
  createFile(lock, JSON.stringify(runner));
  return () => {
    release();
    if (isOurs(lock) && isThisProcess(writtenIn(lock))) removeOurs(lock);
  };
}
