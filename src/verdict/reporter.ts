import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestStep,
} from '@playwright/test/reporter';
import { requirements, type RequirementId } from '../../specs/requirements/index.ts';
import type { CaseIndex } from '../contract/cases/case-index.ts';
import { loadContract } from '../contract/operations.ts';
import type { Waiver } from '../contract/waivers.ts';
import { conformanceOf } from './conformance.ts';
import { consoleSummary } from './console-summary.ts';
import { readEvidence, withoutRepeats } from './evidence-file.ts';
import { junitXml } from './junit.ts';
import { conformancePage } from './page/conformance-page.ts';
import type { RunFacts } from './report.ts';
import { say, warn } from './terminal.ts';
import type { TestOutcome } from './verdicts.ts';

/** What the reporter is configured with. */
export interface VerdictReporterOptions {
  facts: RunFacts;
  /** The operations of the description: a test is about the one that it has as a tag. */
  operations: readonly string[];
  /** Known deviations, whether they still hold or not. */
  waivers: readonly Waiver[];
  /** Where the description was generated into. */
  generatedFolder: string;
  evidenceFile: string;
  /** Where `conformance.json` and `junit.xml` go. */
  folder: string;
  /** When the run began, where one is judged again. */
  startedAt?: Date | undefined;
  /** What else the run leaves behind, to be named at the end. */
  otherReports: string[];
}

/** Turns a run of Playwright into verdicts: `conformance.json`, `junit.xml`, and the summary on the console. */
export default class VerdictReporter implements Reporter {
  private readonly options: VerdictReporterOptions;
  private readonly startedAt: Date;
  private readonly outcomes: TestOutcome[] = [];
  private readonly selected = new Set<RequirementId>();
  private readonly problems: string[] = [];
  private maxFailures = 0;

  constructor(options: VerdictReporterOptions) {
    this.options = options;
    this.startedAt = options.startedAt ?? new Date();
  }

  onBegin({ maxFailures }: Pick<FullConfig, 'maxFailures'>, suite: Suite): void {
    this.maxFailures = maxFailures;
    for (const test of suite.allTests()) {
      const requirement = requirementOf(test);
      if (requirement !== undefined) this.selected.add(requirement);
    }
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const requirement = requirementOf(test);
    if (requirement === undefined) return;
    const skipped = result.annotations.find(({ type }) => type === 'skip')?.description;
    this.outcomes.push({
      id: test.id,
      requirement,
      operation: operationOf(test, this.options.operations),
      status: result.status,
      expectationFailed: result.steps.some(hasFailedExpectation),
      errors: result.errors.length,
      message: skipped ?? messageOf(result.error),
      isNotOffered: result.annotations.some(({ type }) => type === 'not offered'),
    });
  }

  onError(error: TestError): void {
    const message = messageOf(error);
    if (!message.startsWith('Testing stopped early')) this.problems.push(message); // said at the end, with what to do
  }

  async onEnd(result: FullResult): Promise<void> {
    const { facts, evidenceFile, folder, otherReports, generatedFolder } = this.options;
    this.noteEnd(result);
    const written = readEvidence(evidenceFile);
    const evidence = this.options.startedAt ? withoutRepeats(written) : written;
    const report = conformanceOf(facts, {
      contract: await loadContract(generatedFolder),
      cases: JSON.parse(readFileSync(path.join(generatedFolder, 'cases.json'), 'utf8')) as CaseIndex,
      waivers: this.options.waivers,
      startedAt: this.startedAt,
      finishedAt: new Date(),
      selected: this.selected,
      outcomes: this.outcomes,
      evidence,
      problems: [...this.problems, ...evidence.problems],
    });
    if (isHeldByAnother(folder)) return; // its run said so, and the reports of the other stay as they are
    const files = {
      'conformance.html': conformancePage(report),
      'junit.xml': junitXml(report),
      'conformance.json': `${JSON.stringify(report, null, 2)}\n`, // the last: with it the verdicts stand
    };
    const paths = [
      ...Object.keys(files).map((name) => path.join(folder, name)),
      evidenceFile,
      ...otherReports,
    ];
    say(
      consoleSummary(
        report,
        paths.map((file) => path.relative(process.cwd(), file)),
      ),
    );
    writeReports(folder, files);
  }

  /** Notes what kept the run from going to its end. */
  private noteEnd(result: FullResult): void {
    if (result.status === 'interrupted') this.problems.push('the run was interrupted');
    if (result.status === 'timedout') this.problems.push('the run took longer than it may');
    const failures = this.outcomes.filter(
      ({ status }) => status === 'failed' || status === 'timedOut',
    ).length;
    if (this.maxFailures > 0 && failures >= this.maxFailures) {
      const way = 'npm run conformance -- --max-failures=0 goes on to the end';
      this.problems.push(`the run was stopped after ${String(failures)} failed tests; ${way}`);
    }
  }

  printsToStdio(): boolean {
    return true;
  }
}

/** Whether another run, still going on, has taken a folder for its reports. */
function isHeldByAnother(folder: string): boolean {
  try {
    const holder = Number(readFileSync(path.join(folder, '.running'), 'utf8'));
    return holder !== process.pid && process.kill(holder, 0);
  } catch {
    return false;
  }
}

/** Writes all of the reports, or says which could not be written: then the verdicts do not stand. */
function writeReports(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    try {
      writeFileSync(path.join(folder, name), text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      warn(`${path.join(folder, name)} could not be written: ${why}\n`);
      return;
    }
  }
}

function requirementOf(test: TestCase): RequirementId | undefined {
  return (Object.keys(requirements) as RequirementId[]).find((id) => test.tags.includes(`@${id}`));
}

/** The operation that a test has as a tag, or else that its file is named for: `create-customer.test.ts` is about `createCustomer`. */
function operationOf(test: TestCase, operations: readonly string[]): string {
  const tagged = operations.find((operation) => test.tags.includes(`@${operation}`));
  if (tagged !== undefined) return tagged;
  const name = path.basename(test.location.file, '.test.ts');
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function hasFailedExpectation(step: TestStep): boolean {
  return (
    (step.category === 'expect' && isBrokenExpectation(step.error)) || step.steps.some(hasFailedExpectation)
  );
}

/** What a matcher says begins with its call, or says that nothing could be judged; all else was thrown in it. */
function isBrokenExpectation(error: TestError | undefined): boolean {
  return error !== undefined && /^(?:expect\b|Not testable: )/.test(messageOf(error));
}

function messageOf(error: TestError | undefined): string {
  const text = stripVTControlCharacters(error?.message ?? error?.value ?? '').replace(/^Error: /, '');
  return text.split('\n\n').slice(0, 2).join('\n\n').slice(0, 1000);
}
