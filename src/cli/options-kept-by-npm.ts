import type { Command } from 'commander';
import { optionsKeptByNpm } from '../target/environment.ts';
import { warn } from '../verdict/reports/terminal.ts';

/** Options of the runner that decide what is tested, and how often. */
const runnerOptions = [
  ...['grep', 'grep-invert', 'project', 'reporter', 'shard', 'workers', 'retries', 'repeat-each'],
  ...['max-failures', 'last-failed', 'list', 'ui', 'headed'],
];

/** Options that npm itself has, and without which a command asks or refuses. */
const alsoOfNpm = ['yes', 'key', 'target'];

/** Ends a command with exit code 2 if it has options before `--`: npm keeps these, so the command would do something else than it should. */
export function refuseOptionsKeptByNpm(command: Command): void {
  const own = command.options
    .filter((option) => command.getOptionValueSource(option.attributeName()) !== 'cli')
    .map(({ long }) => long?.slice(2) ?? '');
  const names = command.name() === 'conformance' ? runnerOptions : own;
  const kept = optionsKeptByNpm(names.filter((name) => !alsoOfNpm.includes(name)));
  if (kept.length === 0) return;
  const listed = kept.map((name) => `--${name}`).join(' and ');
  warn(
    `npm has kept ${listed} for itself: options of the command go after --, as in npm run ${command.name()} -- --${kept[0] ?? ''}\n`,
  );
  process.exit(2);
}
