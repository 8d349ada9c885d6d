import { warn } from '../verdict/reports/terminal.ts';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The exit code of a command that was interrupted. */
export const interrupted = 130;

/** `signal` aborts on Ctrl-C, SIGTERM or SIGHUP, which prints `words`; a second one ends the process at once. `done` removes the handlers. */
export function interruptible(words: string): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController();
  const done = (): void => {
    for (const name of names) process.off(name, interrupt);
  };
  const interrupt = (): void => {
    done();
    warn(`Interrupted: ${words}\n`);
    controller.abort();
  };
  for (const name of names) process.on(name, interrupt);
  return { signal: controller.signal, done };
}
