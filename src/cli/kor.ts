import { Command, InvalidArgumentError, Option } from 'commander';
import type { SandboxOptions } from './sandbox.ts';
import type { SweepOptions } from './sweep.ts';

const program = new Command('kor')
  .enablePositionalOptions()
  .description('Conformance suite for the RocketKOR Customer API');

program
  .command('generate')
  .description('make types, validators and the operation table from the description, unless they are current')
  .action(async () => {
    const { generate } = await import('./generate.ts');
    process.exitCode = await generate();
  });

program
  .command('conformance')
  .description('judge the target; arguments after -- go to Playwright')
  .argument('[playwright...]', 'such as --grep @journey')
  .allowUnknownOption()
  .passThroughOptions()
  .action(async (args: string[]) => {
    const { conformance } = await import('./conformance.ts');
    process.exitCode = await conformance(args);
  });

program
  .command('sandbox')
  .description('start the embedded stand-in API')
  .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', wholeNumber, 0)
  .option('--token-lifetime <seconds>', 'how long access tokens are good for', wholeNumber, 3600)
  .option('--variant <name>', 'a legal difference that it has; repeatable, "list" lists them', added, [])
  .option('--fault <name>', 'a defect that it has; "list" lists them')
  .addOption(new Option('--with-parent', 'end when the process that started it does').hideHelp())
  .action(async (options: SandboxOptions) => {
    const { sandbox } = await import('./sandbox.ts');
    process.exitCode = await sandbox(options);
  });

program
  .command('report')
  .description('make one self-contained HTML file of the last run')
  .action(async () => {
    const { report } = await import('./report.ts');
    process.exitCode = await report();
  });

program
  .command('compare')
  .description(
    'say what has changed from one run to a later one: 0 no regression, 1 regression, 2 no comparison',
  )
  .argument('<old>', 'conformance.json of the earlier run')
  .argument('<new>', 'conformance.json of the later run')
  .option('--markdown', 'for the summary of a job')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2)) // 1 says that there is a regression
  .action(async (old: string, now: string, options: { markdown?: true }) => {
    const { compare } = await import('./compare.ts');
    process.exitCode = await compare(old, now, options);
  });

program
  .command('explore')
  .description(
    'take random sequences of calls until one breaks the contract: 0 nothing found, 1 a violation, 2 not explored',
  )
  .option('--seconds <number>', 'how long sequences are begun (default: 60, none with --runs)', wholeNumber)
  .option('--runs <number>', 'how many sequences there are at most', wholeNumber)
  .option('--replay <sequence>', 'take the steps of one sequence again, as it was printed')
  .addHelpText(
    'after',
    '\nKOR_SEED decides the sequences; without a target the embedded sandbox is explored.',
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2)) // 1 says that there is a violation
  .action(async (options: { seconds?: number; runs?: number; replay?: string }) => {
    const { explore } = await import('./explore.ts');
    process.exitCode = await explore(options);
  });

program
  .command('sweep')
  .description('remove what earlier runs left at the target: 0 nothing is left, 1 something is, 2 not swept')
  .option('--dry-run', 'only list what would be removed')
  .option('--yes', 'do not ask before it is removed')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2)) // 1 says that something is left
  .action(async (options: SweepOptions) => {
    const { sweep } = await import('./sweep.ts');
    process.exitCode = await sweep(options);
  });

program
  .command('prove')
  .description(
    'put the suite to planted faults, mutants and legal differences: 0 all noticed and no false alarm, 1 not so, 2 not proven',
  )
  .addHelpText(
    'after',
    '\nAn interrupted proof goes on where it was. With a target, only mutants in front of it are tried.',
  )
  .action(async () => {
    const { prove } = await import('./prove.ts');
    process.exitCode = await prove();
  });

await program.parseAsync();

function added(name: string, names: string[]): string[] {
  return [...names, name];
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
