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

/** What the reporter is configured with. */
export interface VerdictReporterOptions {
  facts: ReportFacts;
  /** The operations of the description: a test is about the one that it has as a tag. */
  operations: readonly string[];
  /** Known deviations, whether they still hold or not. */
  waivers: readonly Waiver[];
  /** Where the description was generated into. */
  generatedFolder: string;
  /** Where the project's own description was generated into. */
  ownGeneratedFolder: string;
  /** Whether the runner was told to leave tests out. */
  isSelection: boolean;
  evidenceFile: string;
  /** Where `conformance.json` and `junit.xml` go. */
  folder: string;
  /** Where is kept, for `--last-failed`, which tests failed last. */
  lastRunFolder: string;
  /** Where the runner notes which tests failed. */
  outputDir: string;
  /** Requests a second that the run may send at most. */
  maxRps?: number | undefined;
  /** When the run began, where one is judged again. */
  startedAt?: Date | undefined;
  /** What else the run leaves behind, to be named at the end. */
  otherReports: string[];
}

/**
 * Turns a run of Playwright into verdicts: `conformance.json`, `junit.xml`, and the summary on the console. Where no test is run, such as
 * for a list of them, there are none, and the reports of the last run stay.
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
  /** Whether the target was asked before, for any number of runs, as in the user interface of the runner. */
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

  /** Begins the reports of a run that this process has taken the folder for: a mere list of tests takes none. */
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

  /** Notes why evidence is lost, and has the runner begin no other test: none could be judged. */
  private lose(unrecorded: string): void {
    if (!this.problems.includes(unrecorded)) this.problems.push(unrecorded);
    this.config.maxFailures = 1;
  }

  onError(error: TestError): void {
    const message = messageOf(error);
    if (!message.startsWith('Testing stopped early')) this.problems.push(message); // said at the end, with what to do
  }

  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] }> {
    if (!this.isAsked) this.begin(); // the folder is given back but where the target was asked in vain
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

  /** The verdicts that a description calls for which was generated into a folder. */
  private planWith(folder: string): PlannedVerdict[] {
    const { profile, target } = this.options.facts;
    return planOf(testedDescription(folder), { profile, isProduction: target.kind === 'production' });
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

function verdictNames(folder: string): string[] {
  return [reportNames.page, reportNames.junit, reportNames.conformance].map((name) =>
    path.join(folder, name),
  );
}

/** Writes all of the reports or none; returns why none could be written: then there is no verdict. */
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
