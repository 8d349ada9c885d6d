import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contract } from '../../contract/operations.ts';
import type { JsonObject } from '../../contract/schema/pointers.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { variableNames } from '../../target/configuration.ts';
import { headlineOf } from '../../verdict/untested-requirements.ts';
import type { Conformance } from '../../verdict/reports/report-types.ts';
import { copyOfProject, runIn } from '../removal/removal.ts';
import { conformanceCommand, suiteRun, targetVariables, type CommandResult } from '../runs/suite-run.ts';
import { descriptionEdits, together, type DescriptionEdit } from './description-edits.ts';
import { logEdits, type LogEdit } from './log-edits.ts';
import type { OmissionFate } from './omission.ts';
import { endingEdits, projectEdits, type ProjectEdit } from './project-edits.ts';

/** A run that leaves something out, and the results of it. */
export interface OmittingRun {
  /** What is left out, in a few words. */
  name: string;
  /** The number of things that are left out. */
  count: number;
  fates: () => Promise<OmissionFate[]>;
}

/** Arguments that select a few tests, for omissions that any run notices. */
const few = ['--workers=1', '--grep', '@AUT-00[1-6]'];
/** The maximum duration of a whole run in milliseconds. */
const timeout = 900_000;

/** Every run that leaves something out: one thing, or several things that the run reports separately. */
export function omittingRuns(contract: Contract): OmittingRun[] {
  return [
    ...together(descriptionEdits).map((edits, index) => ({
      name: `parts of the description, ${String(index + 1)}`,
      count: edits.length,
      fates: () => fatesOfDescription(contract, edits),
    })),
    { name: 'all paths', count: 1, fates: async () => [await fateOfEmptyDescription()] },
    { name: 'parts of the project', count: projectEdits.length, fates: () => fatesOfProject(projectEdits) },
    ...endingEdits.map((edit) => ({
      name: edit.name,
      count: 1,
      fates: async () => [await fateOfEnding(edit)],
    })),
    ...logEdits.map((edit) => ({ name: edit.name, count: 1, fates: async () => [await fateOfLog(edit)] })),
    ...commandLines.map((args) => ({
      name: args.join(' '),
      count: 1,
      fates: async () => [await fateOfCommandLine(args)],
    })),
    {
      name: 'other credentials and captures',
      count: needed.length,
      fates: () => fatesOfConfiguration(contract),
    },
    { name: 'the profile full', count: 1, fates: async () => [await fateOfProfile()] },
  ];
}

async function fatesOfDescription(
  contract: Contract,
  edits: readonly DescriptionEdit[],
): Promise<OmissionFate[]> {
  const document = structuredClone(contract.document);
  for (const { apply } of edits) apply(document);
  const { report, output } = await onSandbox(contract, {
    KOR_DESCRIPTION: fileOf(document),
    KOR_PROFILE: 'full',
  });
  const isTold = report !== undefined && output.includes(headlineOf(report));
  return edits.map(({ name, operations }): OmissionFate => {
    const less =
      report?.omissions.byDescription.filter(({ operation = '' }) => operations.includes(operation)) ?? [];
    const noticed =
      isTold && less.length > 0
        ? less.length === 1
          ? '1 verdict less'
          : `${String(less.length)} verdicts less`
        : undefined;
    return { name, kind: 'description', noticed };
  });
}

async function fateOfEmptyDescription(): Promise<OmissionFate> {
  const document = { openapi: '3.1.0', info: { title: 'Nothing', version: '1' }, paths: {} };
  const run = await ran([], { KOR_DESCRIPTION: fileOf(document) });
  const noticed = run.exitCode === 2 ? 'exit code 2' : undefined;
  return { name: 'a single path in its description', kind: 'description', noticed };
}

async function fatesOfProject(edits: readonly ProjectEdit[]): Promise<OmissionFate[]> {
  const { report, exitCode } = await inCopy(edits, []);
  const unreached = report?.omissions.unreached.map(({ requirement }): string => requirement) ?? [];
  return edits.map(({ name, requirement }): OmissionFate => {
    const isTold = exitCode === 2 && unreached.includes(requirement);
    return { name, kind: 'project', noticed: isTold ? `exit code 2, ${requirement} not reached` : undefined };
  });
}

async function fateOfEnding(edit: ProjectEdit): Promise<OmissionFate> {
  const { report, exitCode, output } = await inCopy([edit], ['--workers=1', '--grep', '@CUS-00[12]']);
  const isJudged = report?.requirements.some(
    ({ id, verdict }) => id === edit.requirement && verdict === 'not testable',
  );
  const isTold = edit.requirement === '' ? output.includes('There is no verdict') : isJudged;
  return { name: edit.name, kind: 'project', noticed: exitCode === 2 && isTold ? 'exit code 2' : undefined };
}

async function fateOfLog({ name }: LogEdit): Promise<OmissionFate> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-omission-'));
  const reporter = path.join(folder, 'losing-reporter.ts');
  const log = path.join(folder, 'selection', 'evidence.ndjson');
  writeFileSync(reporter, losingReporter(name, log));
  const run = await suiteRun([...conformanceCommand, ...few, `--reporter=${reporter}`], folder, { timeout });
  rmSync(folder, { recursive: true, force: true });
  const told = run.report?.problems[0];
  return { name, kind: 'evidence', noticed: run.exitCode === 2 && told !== undefined ? told : undefined };
}

/** The source of a reporter that removes something from the evidence log before the judging reporter reads the log. */
function losingReporter(name: string, log: string): string {
  return `import { readFileSync, writeFileSync } from 'node:fs';
import { logEdits } from ${JSON.stringify(path.join(import.meta.dirname, 'log-edits.ts'))};
export default class {
  onEnd() {
    const edit = logEdits.find(({ name }) => name === ${JSON.stringify(name)});
    const lines = readFileSync(${JSON.stringify(log)}, 'utf8').split('\\n').slice(0, -1);
    writeFileSync(${JSON.stringify(log)}, edit.apply(lines).map((line) => line + '\\n').join(''));
  }
}
`;
}

const commandLines: readonly (readonly string[])[] = [
  ['--grep', '@CUS-001'],
  ['--grep-invert', '@core'],
  ['tests/authentication'],
  ['--shard=1/12'],
  ['--grep', 'what no title has'],
  ['--list'],
  ['--project=another'],
];

async function fateOfCommandLine(args: readonly string[]): Promise<OmissionFate> {
  const run = await ran(args);
  const selected = run.report?.omissions.selected;
  const isTold = selected && run.output.includes(`${String(selected.requirements)} of `);
  const noticed = isTold ? `${String(selected.requirements)} requirements selected` : withoutVerdict(run);
  return { name: `what ${args.join(' ')} leaves out`, kind: 'command line', noticed };
}

/** What a target needs for the whole catalogue, each with a requirement that is not tested without it. */
const needed: readonly (readonly [name: string, requirement: string])[] = [
  ['a service account of another business account', 'SEC-013'],
  ['captured webhooks', 'WHK-001'],
];

async function fatesOfConfiguration(contract: Contract): Promise<OmissionFate[]> {
  const run = await onSandbox(contract, {
    KOR_PROFILE: 'full',
    KOR_OTHER_API_KEY: '',
    KOR_OTHER_API_SECRET: '',
  });
  return needed.map(([name, requirement]) => untestedFate(run, name, requirement));
}

async function fateOfProfile(): Promise<OmissionFate> {
  return untestedFate(await ran([], { KOR_PROFILE: 'core' }), 'the profile full', 'LIM-001');
}

function untestedFate({ report, output }: CommandResult, name: string, requirement: string): OmissionFate {
  const untested = report?.omissions.untestedMust.map(String) ?? [];
  const isTold =
    report !== undefined && output.includes(headlineOf(report)) && untested.includes(requirement);
  return { name, kind: 'configuration', noticed: isTold ? `${requirement} not tested` : undefined };
}

function withoutVerdict({ exitCode, report }: CommandResult): string | undefined {
  return exitCode !== 0 && report === undefined ? `exit code ${String(exitCode)}, no verdict` : undefined;
}

function fileOf(document: JsonObject): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-omission-')), 'description.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

async function ran(args: readonly string[], variables: Record<string, string> = {}): Promise<CommandResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-omission-'));
  try {
    return await suiteRun([...conformanceCommand, ...args], folder, { variables, timeout });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onSandbox(contract: Contract, variables: Record<string, string>): Promise<CommandResult> {
  const sandbox = await startSandbox({ contract });
  const { first, other } = sandbox.accounts;
  const others = { KOR_OTHER_API_KEY: other.key, KOR_OTHER_API_SECRET: other.secret };
  try {
    return await ran([], { ...targetVariables(sandbox.url, first), ...others, ...variables });
  } finally {
    await sandbox.close();
  }
}

/** Runs the suite in a copy of the project from which something was removed. */
async function inCopy(
  edits: readonly ProjectEdit[],
  args: readonly string[],
): Promise<{ exitCode: number | null; output: string; report: Conformance | undefined }> {
  const copy = copyOfProject();
  try {
    for (const { apply } of edits) apply(copy);
    const variables = Object.fromEntries(variableNames.map((name) => [name, '']));
    const ended = await runIn(copy, [...conformanceCommand, ...args], { variables });
    const folder = path.join(copy, 'reports', ...(args.length > 0 ? ['selection'] : []));
    const file = path.join(folder, 'conformance.json');
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Conformance) : undefined;
    return { ...ended, report };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
