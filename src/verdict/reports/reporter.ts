import path from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { testedDescription } from '../../contract/cases/called-operations.ts';
import { loadContract } from '../../contract/operations.ts';
import { planOf, type PlannedVerdict } from '../../contract/coverage/plan.ts';
import type { Waiver } from '../../contract/waivers.ts';
import { FileError } from '../../files/file-error.ts';
import { keepLastRun } from '../../files/output-folder.ts';
import { beginReports, isTakenHere, reportNames } from '../../files/report-folder.ts';
import { replaceFiles } from '../../files/write.ts';
import { conformanceOf } from '../conformance.ts';
import { consoleSummary } from './console-summary.ts';
import { readEvidence, withoutRepeats } from '../evidence-file.ts';
import { lossProblems, planProblems } from '../evidence-losses.ts';
import { forecast } from './duration-forecast.ts';
import { junitXml } from './junit.ts';
import { conformancePage } from '../page/conformance-page.ts';
import type { Conformance, ReportFacts } from './report-types.ts';
import { say } from './terminal.ts';
import { messageOf, operationOf, outcomeOf, requirementOf } from '../test-outcome.ts';
import type { TestOutcome } from '../verdicts.ts';

/** The options of the reporter. */
export interface VerdictReporterOptions {
  facts: ReportFacts;
  /** The operations of the description: a test is about the operation in its tags. */
  operations: readonly string[];
  /** All waivers, expired or not. */
  waivers: readonly Waiver[];
  /** The folder of what was generated from the description. */
  generatedFolder: string;
  /** The folder of what was generated from the project's own description. */
  ownGeneratedFolder: string;
  /** Whether the runner was told to leave tests out. */
  isSelection: boolean;
  evidenceFile: string;
  /** Where `conformance.json` and `junit.xml` go. */
  folder: string;
  /** The folder of the list of tests that failed last, for `--last-failed`. */
  lastRunFolder: string;
  /** The folder in which the runner notes which tests failed. */
  outputDir: string;
  /** The most requests that the run may send per second. */
  maxRps?: number | undefined;
  /** When the recorded run began, if a run is judged again. */
  startedAt?: Date | undefined;
  /** Other reports of the run, to be named at the end. */
  otherReports: string[];
}

/**
 * Turns a run of Playwright into verdicts: `conformance.json`, `junit.xml`, `conformance.html`, and the summary on the console. If no test
 * is run, such as with `--list`, there are none, and the reports of the last run stay.
 */
export default class VerdictReporter implements Reporter {
  private readonly options: VerdictReporterOptions;
  private readonly startedAt: Date;
  private readonly began = performance.now();
  private readonly outcomes: TestOutcome[] = [];
  private readonly collected: Pick<TestOutcome, 'requirement' | 'operation'>[] = [];
  private readonly problems: string[] = [];
  private config: Pick<FullConfig, 'maxFailures'> = { maxFailures: 0 };
  private maxFailures = 0;
  private hasBegun = false;
  /** Whether this process had taken the report folder before, as in the UI mode of the runner, which has many runs. */
  private readonly isAsked: boolean;

  constructor(options: VerdictReporterOptions) {
    this.options = options;
    this.startedAt = options.startedAt ?? new Date();
    this.isAsked = isTakenHere(options.folder);
  }

  onBegin(config: Pick<FullConfig, 'maxFailures'>, suite: Suite): void {
    this.config = config;
    this.maxFailures = config.maxFailures;
    const tests = suite.allTests();
    for (const test of tests) {
      const requirement = requirementOf(test);
      const operation = operationOf(test, this.options.operations);
      if (requirement !== undefined) this.collected.push({ requirement, operation });
    }
    if (tests.length > 0) this.begin();
    const { maxRps } = this.options;
    if (this.hasBegun && maxRps !== undefined) say(`${forecast(tests.length, maxRps)}\n`);
  }

  /** Begins the reports of a run if this process has taken the folder for it; a list of tests takes no folder. */
  private begin(): void {
    if (this.hasBegun || !isTakenHere(this.options.folder)) return;
    beginReports(this.options.folder);
    this.hasBegun = true;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const requirement = requirementOf(test);
    if (requirement === undefined) return;
    const outcome = outcomeOf(test, result, {
      requirement,
      operation: operationOf(test, this.options.operations),
    });
    if (outcome.unrecorded !== undefined) this.lose(outcome.unrecorded);
    this.outcomes.push(outcome);
  }

  /** Notes why evidence is lost, and stops the runner from beginning another test, which could not be judged. */
  private lose(unrecorded: string): void {
    if (!this.problems.includes(unrecorded)) this.problems.push(unrecorded);
    this.config.maxFailures = 1;
  }

  onError(error: TestError): void {
    const message = messageOf(error);
    if (!message.startsWith('Testing stopped early')) this.problems.push(message); // shown at the end, with what to do
  }

  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] }> {
    if (!this.isAsked) this.begin(); // the folder is still taken if the target was asked in vain
    if (!this.hasBegun) return {};
    this.noteEnd(result);
    const report = await this.report();
    const loss = writeReports(this.options.folder, report);
    if (loss) this.problems.push(loss.message);
    const { folder, evidenceFile, otherReports } = this.options;
    const paths = [...(loss ? [] : verdictNames(folder)), evidenceFile, ...otherReports];
    const shown = paths.map((file) => path.relative(process.cwd(), file));
    say(consoleSummary(loss ? await this.report() : report, shown));
    return loss ? { status: 'failed' } : {};
  }

  onExit(): Promise<void> {
    const { lastRunFolder, outputDir } = this.options;
    if (this.hasBegun) keepLastRun(lastRunFolder, outputDir);
    return Promise.resolve();
  }

  private async report(): Promise<Conformance> {
    const { facts, evidenceFile, generatedFolder, ownGeneratedFolder, startedAt } = this.options;
    const { isSelection, waivers } = this.options;
    const written = readEvidence(evidenceFile);
    const evidence = startedAt ? withoutRepeats(written) : written;
    const plan = this.planWith(generatedFolder);
    const recorded = planProblems(written.plan, { runId: facts.runId, verdicts: plan });
    return conformanceOf(facts, {
      contract: await loadContract(generatedFolder),
      ...{ plan, ownPlan: this.planWith(ownGeneratedFolder), isSelection, collected: this.collected },
      waivers,
      startedAt: this.startedAt,
      finishedAt: new Date(this.startedAt.valueOf() + performance.now() - this.began),
      outcomes: this.outcomes,
      evidence,
      problems: [
        ...this.problems,
        ...evidence.problems,
        ...(this.problems.length > 0 ? [] : [...recorded, ...lossProblems(written, this.outcomes)]),
      ],
    });
  }

  /** The verdicts that the description generated into `folder` calls for. */
  private planWith(folder: string): PlannedVerdict[] {
    const { profile, target } = this.options.facts;
    return planOf(testedDescription(folder), { profile, isProduction: target.kind === 'production' });
  }

  /** Notes why the run did not complete. */
  private noteEnd(result: FullResult): void {
    if (result.status === 'interrupted') this.problems.push('the run was interrupted');
    if (result.status === 'timedout') this.problems.push('the run exceeded its time limit');
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

function verdictNames(folder: string): string[] {
  return [reportNames.page, reportNames.junit, reportNames.conformance].map((name) =>
    path.join(folder, name),
  );
}

/** Writes all reports or none; returns the error if they could not be written, because there is no verdict without them. */
function writeReports(folder: string, report: Conformance): FileError | undefined {
  const texts = [conformancePage(report), junitXml(report), `${JSON.stringify(report, null, 2)}\n`];
  const files = verdictNames(folder).map((file, index) => [file, texts[index] ?? ''] as const);
  try {
    replaceFiles(Object.fromEntries(files), { meaning: 'There is no verdict without its reports.' });
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}
