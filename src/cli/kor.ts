import { Command, InvalidArgumentError, Option } from 'commander';
import { endWithParent } from '../exchange/setup/end-with-parent.ts';
import { warn } from '../verdict/reports/terminal.ts';
import type { CertifyOptions } from './certify.ts';
import { refuseOptionsKeptByNpm } from './options-kept-by-npm.ts';
import type { SandboxCommandOptions } from './sandbox.ts';
import type { SweepOptions } from './sweep.ts';
import type { VerifyOptions } from './verify.ts';

const program = new Command('kor')
  .enablePositionalOptions()
  .description('Conformance suite for the RocketKOR Customer API')
  .configureOutput({ writeErr: warn })
  .hook('preAction', (_, command) => refuseOptionsKeptByNpm(command))
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2)); // 1 is for findings, in every command

program
  .command('generate')
  .description('generate types, validators and the operation table from the description, unless current')
  .action(async () => {
    const { generate } = await import('./generate.ts');
    process.exitCode = await generate();
  });

program
  .command('conformance')
  .description('test the target; arguments after -- go to Playwright')
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
  .option('--token-lifetime <seconds>', 'how long access tokens are valid', wholeNumber, 3600)
  .option('--variant <name>', 'a legal difference that it has; repeatable, "list" lists them', added, [])
  .option('--fault <name>', 'a defect that it has; "list" lists them')
  .addOption(new Option('--with-parent', 'stop when standard input ends').hideHelp())
  .action(async (options: SandboxCommandOptions) => {
    const { sandbox } = await import('./sandbox.ts');
    process.exitCode = await sandbox(options);
  });

program
  .command('report')
  .description('write one self-contained HTML file of the last run')
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
  .action(async (old: string, now: string, options: { markdown?: true }) => {
    const { compare } = await import('./compare.ts');
    process.exitCode = await compare(old, now, options);
  });

program
  .command('certify')
  .description('make a whole run and sign a certificate of it: 0 issued, 1 refused, 2 not possible')
  .option('--issuer <name>', 'the organisation that issues it (or KOR_CERTIFICATE_ISSUER)')
  .option('--key <file>', 'file of the private key (or KOR_CERTIFICATE_KEY)')
  .option('--valid-days <number>', 'how long it is valid (default: 90)')
  .option('--demo', 'certify the embedded sandbox, marked as a demo')
  .addHelpText('after', '\nKOR_CERTIFICATE_PASSPHRASE opens an encrypted key.')
  .action(async (options: CertifyOptions) => {
    const { certify } = await import('./certify.ts');
    process.exitCode = await certify(options);
  });

program
  .command('keygen')
  .description('write a new pair of keys for certificates')
  .option('--out <folder>', 'folder of the keys', 'keys')
  .addHelpText('after', '\nKOR_CERTIFICATE_PASSPHRASE encrypts the private key.')
  .action(async (options: { out: string }) => {
    const { keygen } = await import('./keygen.ts');
    process.exitCode = await keygen(options);
  });

program
  .command('verify')
  .description('check a certificate, offline: 0 it holds, 1 it does not, 2 not verified')
  .argument('<certificate>', 'certificate.intoto.jsonl')
  .option('--key <file>', 'public key of a trusted issuer; repeatable', added, [])
  .option('--evidence <archive>', 'evidence.tar.gz, to be checked as well')
  .addOption(new Option('--profile <name>', 'the profile that it must have').choices(['core', 'full']))
  .option('--target <host>', 'the host or base URL of the target that it must have')
  .option('--demo', 'accept a certificate of the embedded sandbox')
  .action(async (certificate: string, options: VerifyOptions) => {
    const { verify } = await import('./verify.ts');
    process.exitCode = await verify(certificate, options);
  });

program
  .command('explore')
  .description(
    'run random sequences of requests until one breaks the contract: 0 nothing found, 1 a violation, 2 not explored',
  )
  .option('--seconds <number>', 'how long to begin sequences (default: 60, none with --runs)', wholeNumber)
  .option('--runs <number>', 'how many sequences to run at most', wholeNumber)
  .option('--replay <sequence>', 'repeat the steps of one sequence, as it was printed')
  .addHelpText(
    'after',
    '\nKOR_SEED decides the sequences; without a target the embedded sandbox is explored.',
  )
  .action(async (options: { seconds?: number; runs?: number; replay?: string }) => {
    const { explore } = await import('./explore.ts');
    process.exitCode = await explore(options);
  });

program
  .command('sweep')
  .description(
    'remove what earlier runs left at the target: 0 nothing is left, 1 something is or may be left, 2 not swept',
  )
  .option('--run <id>', 'sweep this run only, whatever its age; it must have ended')
  .option('--dry-run', 'only list what would be removed')
  .option('--yes', 'do not ask before removing it')
  .action(async (options: SweepOptions) => {
    const { sweep } = await import('./sweep.ts');
    process.exitCode = await sweep(options);
  });

program
  .command('prove')
  .description(
    'test the suite on planted faults, mutants and legal differences: 0 all noticed and no false alarm, 1 otherwise, 2 not proven',
  )
  .addHelpText(
    'after',
    '\nAn interrupted proof continues where it stopped. With a target, only mutants in front of it are tried.',
  )
  .action(async () => {
    const { prove } = await import('./prove.ts');
    process.exitCode = await prove();
  });

endWithParent();
await program.parseAsync();

function added(name: string, names: string[]): string[] {
  return [...names, name];
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
