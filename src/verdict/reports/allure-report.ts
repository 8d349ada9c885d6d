import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { assertFree, isOurs, obstacle } from '../../files/ours.ts';
import { ownResults, reportNames } from '../../files/report-folder.ts';
import { createFile, replaceFiles } from '../../files/write.ts';
import { reportedResults, runLabel, type AllureResult } from './allure-results.ts';
import { omitted } from '../untested-requirements.ts';
import type { Conformance } from './report-types.ts';
import { coverageLine, coverageText } from './coverage-report.ts';

/** What {@link allureReport} takes. */
export interface AllureReportOptions {
  /** Where the run left `allure-results` and `conformance.json`; the report and its history go there too. */
  folder: string;
  /** The folder that the tests were run from: paths in the report are relative to it. */
  root: string;
}

const generationTimeout = 120_000;
const historyLimit = 100;

/** Whether a run has left `conformance.json` and Allure results in `folder`. */
export function hasAllureResults(folder: string): boolean {
  const results = path.join(folder, reportNames.allureResults);
  return (
    isOurs(path.join(folder, reportNames.conformance)) &&
    ownResults(results).some((name) => name.endsWith('-result.json'))
  );
}

/**
 * Writes one self-contained HTML file of a run, `allure.html`, and returns its path. Writing it again gives the same report: the history
 * has each run once. Throws an error with the output of Allure if Allure fails, and a `FileError` if a file that is not ours has the
 * name of the report or its history.
 */
export async function allureReport({ folder, root }: AllureReportOptions): Promise<string> {
  const [file, kept] = ['allure.html', 'allure-history.jsonl'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  assertFree([file, kept].map((each) => [each, obstacle(each)]));
  const run = JSON.parse(readFileSync(path.join(folder, reportNames.conformance), 'utf8')) as Conformance;
  const work = mkdtempSync(path.join(tmpdir(), 'kor-allure-'));
  try {
    copyResults(path.join(folder, reportNames.allureResults), path.join(work, 'results'), run, root);
    const history = path.join(work, 'history.jsonl');
    createFile(history, isOurs(kept) ? withoutRun(run, readFileSync(kept, 'utf8')) : '');
    const coverage = path.join(work, 'coverage.txt');
    createFile(coverage, coverageText(run.coverage));
    const settings = configuration(run, folder, history, coverage);
    createFile(path.join(work, 'allurerc.json'), JSON.stringify(settings));
    await generate(work);
    const page = readFileSync(path.join(work, 'report/index.html'), 'utf8');
    replaceFiles({ [file]: selfContained(page), [kept]: readFileSync(history) });
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function copyResults(from: string, to: string, run: Conformance, root: string): void {
  mkdirSync(to);
  const [results, others] = partition(ownResults(from), (name) => name.endsWith('-result.json'));
  const read = results.map((name) => JSON.parse(readFileSync(path.join(from, name), 'utf8')) as AllureResult);
  for (const result of reportedResults(read, run, root)) {
    createFile(path.join(to, `${result.uuid}-result.json`), JSON.stringify(result));
  }
  for (const name of others) copyFileSync(path.join(from, name), path.join(to, name));
}

function partition<Value>(values: Value[], isFirst: (value: Value) => boolean): [Value[], Value[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

/** The history without earlier reports of the same run. */
function withoutRun(run: Conformance, history: string): string {
  const mark = JSON.stringify(runLabel(run));
  const lines = history.split('\n');
  return lines.filter((line) => !line.includes(mark)).join('\n');
}

function configuration(run: Conformance, folder: string, historyPath: string, coverage: string): object {
  const { description, target, result, counts, partial } = run;
  const leftOut = omitted(run);
  const numbers = Object.entries(counts).flatMap(([verdict, count]) =>
    count > 0 ? [[`${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`, String(count)]] : [],
  );
  return {
    name: `${description.title}: conformance${target.kind === 'embedded' ? ` (${target.name})` : ''}`,
    historyPath,
    historyLimit,
    appendHistory: true,
    categories,
    variables: {
      Result: `${result}${partial ? ', partial run' : ''}`,
      ...(leftOut.length > 0 && { 'Left out': leftOut.join(', ') }),
      Requirements: String(run.requirements.length),
      ...(Object.fromEntries(numbers) as object),
      Coverage: coverageLine(run.coverage),
    },
    globalAttachments: [coverage, path.join(folder, 'conformance.json'), path.join(folder, 'junit.xml')],
    plugins: {
      awesome: { options: { singleFile: true, groupBy: ['feature', 'story'], sections: ['charts'], charts } },
    },
  };
}

const charts = [
  { type: 'currentStatus', title: 'This run' },
  { type: 'statusDynamics', title: 'The last runs' },
  {
    type: 'testResultSeverities',
    title: 'By level: MUST is critical, SHOULD normal, MAY minor',
    levels: ['critical', 'normal', 'minor'],
    statuses: ['passed', 'failed', 'broken', 'skipped'],
  },
  { type: 'statusTransitions', title: 'What changed from run to run' },
  { type: 'successRateDistribution', title: 'By area and requirement' },
  { type: 'durations', title: 'How long tests took', groupBy: 'none' },
];

const judged = { groupByMessage: false, groupBy: [{ label: 'feature' }], expand: true };

/** The categories by blame, in the order in which they are tried; the expressions are matched against labels. */
const categories = [
  {
    name: 'The API breaks the contract',
    matchers: { statuses: ['failed'], labels: { blame: '^api$' } },
    ...judged,
  },
  {
    name: 'The API kept it from being judged',
    matchers: { statuses: ['broken'], labels: { blame: '^api$' } },
    ...judged,
  },
  {
    name: 'The environment kept it from being judged',
    matchers: { labels: { blame: '^environment$' } },
    ...judged,
  },
  { name: 'The description is at fault', matchers: { labels: { blame: '^description$' } }, ...judged },
  { name: 'The suite is at fault', matchers: { labels: { blame: '^suite$' } }, ...judged },
  { name: 'A recommendation is not followed', matchers: { labels: { verdict: '^warned$' } }, ...judged },
  { name: 'A known deviation', matchers: { labels: { verdict: '^waived$' } }, ...judged },
];

async function generate(work: string): Promise<void> {
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('allure')), '../cli.js');
  const args = [cli, 'generate', '--cwd', work, '--config', 'allurerc.json', '--output', 'report', 'results'];
  const limits = { timeout: generationTimeout, killSignal: 'SIGKILL', maxBuffer: 16 * 1024 * 1024 } as const;
  try {
    await promisify(execFile)(process.execPath, args, { cwd: work, ...limits });
  } catch (error) {
    const { stdout, stderr, killed } = error as { stdout?: string; stderr?: string; killed?: boolean };
    const reason = killed === true ? `took longer than ${String(generationTimeout / 1000)} s` : 'failed';
    throw new Error(`Allure ${reason}:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

const policy = "default-src 'unsafe-inline' data: blob:";
const analytics =
  /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>[^<]*<\/script>/;

/** Allure scrolls to the first failed test by itself, past the result of the run. This undoes a first scroll that is not the user's. */
const startAtTop = `<script>
      const asked = new AbortController();
      const listening = { capture: true, signal: asked.signal };
      const listen = (name, then) => addEventListener(name, (event) => (asked.abort(), then?.(event)), listening);
      if (location.hash === '') listen('scroll', ({ target }) => (target.scrollTop = 0));
      for (const name of ['keydown', 'pointerdown', 'touchstart', 'wheel']) listen(name);
    </script>`;

/**
 * The script of Allure comes before its data in the page. If the data is not there yet, the script requests it from a server, and on a
 * slow machine the page stayed empty. With these variables the script waits for the data.
 */
const announceData = `<script>
      Object.assign(window, { allureReportData: {}, allureReportDataReady: false });
    </script>`;

/** Allure's page, changed: it waits for its data, has no analytics, which no setting turns off, and its policy forbids outside requests. */
function selfContained(page: string): string {
  const additions = `<meta http-equiv="Content-Security-Policy" content="${policy}">\n    ${startAtTop}\n    ${announceData}`;
  const html = page.replace(analytics, '').replace('<meta charset="utf-8">', `$&\n    ${additions}`);
  if (html.includes('googletagmanager') || !html.includes(policy)) {
    throw new Error("Allure's page is not as expected: its analytics cannot be taken out.");
  }
  return html;
}
