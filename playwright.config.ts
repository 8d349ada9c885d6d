import path from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import type { SettingsOptions } from './fixtures/run/settings.ts';
import { ensureGenerated, projectRoot } from './src/description/generate.ts';
import { loadContract } from './src/contract/operations.ts';
import { isOutputFolder, makeOutputFolder } from './src/files/output-folder.ts';
import { reportNames } from './src/files/report-folder.ts';
import { hasExpired, waivable } from './src/contract/waivers.ts';
import { endWithParent, interruptOnEverySignal } from './src/exchange/setup/end-with-parent.ts';
import { readWaivers } from './src/target/waivers-file.ts';
import {
  knownOutput,
  knownReporters,
  knownReports,
  loadConfiguration,
  rememberGenerated,
  rememberOutput,
  rememberReports,
} from './src/target/environment.ts';
import { isSelection } from './src/files/selection.ts';
import { targetName } from './src/target/target.ts';
import { suiteVersion } from './src/verdict/reports/suite-version.ts';
import type { VerdictReporterOptions } from './src/verdict/reports/reporter.ts';

endWithParent();
interruptOnEverySignal();
const { target, settings, sources, startedAt } = loadConfiguration();
const { folder: generatedFolder, digest, file, overlays } = await ensureGenerated(sources);
rememberGenerated(generatedFolder);
const isOwn = sources.description === undefined && sources.overlays.length === 0;
const { table } = await loadContract(generatedFolder);
const operations = table.operations.map(({ id }) => id);
const waivers = readWaivers(settings.waiversFile, waivable(table));
const [command, ...runnerArguments] = process.argv.slice(2); // a worker has none
const selects = command !== 'test' || isSelection(runnerArguments);
if (command !== undefined) rememberReports(reportsOf(selects));
const reports = knownReports() ?? reportsOf(selects);
const evidenceFile = path.join(reports, reportNames.evidence);
const allureResults = path.join(reports, reportNames.allureResults);
const known = knownOutput();
const outputDir = isOutputFolder(known) ? known : makeOutputFolder(settings.reportFolder);
rememberOutput(outputDir);
const kind = target?.kind ?? 'embedded';
const name = targetName(target ?? { kind: 'embedded', baseUrl: '' });

const verdicts: VerdictReporterOptions = {
  facts: {
    suite: suiteVersion(projectRoot),
    description: { title: table.title, version: table.version, digest, file, overlays },
    target: { name, kind },
    profile: settings.profile,
    seed: settings.seed,
    runId: settings.runId,
    emailDomain: settings.emailDomain,
    strict: settings.strict,
  },
  operations,
  waivers,
  generatedFolder,
  ownGeneratedFolder: isOwn
    ? generatedFolder
    : (await ensureGenerated({ description: undefined, overlays: [] })).folder,
  isSelection: selects,
  evidenceFile,
  folder: reports,
  lastRunFolder: path.resolve(settings.reportFolder),
  outputDir,
  maxRps: settings.maxRps,
  startedAt,
  otherReports: [allureResults],
};

const allure: ReporterDescription = [
  './src/verdict/reports/allure-reporter.ts',
  {
    resultsDir: allureResults,
    folder: reports,
    detail: false,
    suiteTitle: false,
    links: { tms: { nameTemplate: 'Source: %s', urlTemplate: 'https://%s' } },
    environmentInfo: {
      Target: name,
      Description: `${table.title} ${table.version} (${digest})`,
      ...(overlays.length > 0 && { Overlays: overlays.join(', ') }),
      Profile: settings.profile,
      Seed: settings.seed,
      'Run id': settings.runId,
      Suite: verdicts.facts.suite,
    },
  },
];

const asked = knownReporters();
/** Reporters of the runner that show its progress. */
const ownProgress = ['dot', 'line', 'list'];

/** The folder for the reports of a run. A run that is judged again has only the folder that it was given. */
function reportsOf(mayLeaveOut: boolean): string {
  const folder = path.resolve(settings.reportFolder);
  return mayLeaveOut && !startedAt ? path.join(folder, reportNames.selection) : folder;
}

export default defineConfig<object, SettingsOptions>({
  testDir: './tests',
  testIgnore: '**/self/**',
  outputDir,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  maxFailures: 120, // more failures, of a target that fails everything, would not fit on a screen
  timeout: settings.testTimeout,
  reporter: [
    ['./fixtures/run/kept-worker-reporter.ts'],
    ['./fixtures/run/redacting-reporter.ts'],
    ...(asked.some((each) => ownProgress.includes(each))
      ? []
      : [[process.stdout.isTTY ? 'line' : 'dot'] as const]),
    ...asked.map((each): ReporterDescription => [each, each === 'html' ? { open: 'never' } : {}]),
    ...(startedAt ? [] : [allure]),
    ['./src/verdict/reports/reporter.ts', verdicts],
  ],
  globalSetup: './fixtures/run/global-setup.ts',
  ...(!target && {
    webServer: {
      name: 'sandbox',
      // exec: no shell stays between the runner and the sandbox, which ends with it; NO_COLOR: see withholdNoColor
      command: `${process.platform === 'win32' ? '' : 'unset NO_COLOR; exec '}"${process.execPath}" --import tsx src/cli/kor.ts sandbox --with-parent`,
      wait: {
        stdout:
          /KOR_BASE_URL=(?<sandbox_url>\S+)\nKOR_API_KEY=(?<sandbox_key>\S+)\nKOR_API_SECRET=(?<sandbox_secret>\S+)\nKOR_OTHER_API_KEY=(?<sandbox_other_key>\S+)\nKOR_OTHER_API_SECRET=(?<sandbox_other_secret>\S+)\n[^=]*KOR_API_KEY=(?<sandbox_short_key>\S+)\n# KOR_API_SECRET=(?<sandbox_short_secret>\S+)\n/,
      },
      timeout: 30_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
    },
  }),
  projects: [
    {
      name: settings.profile,
      ...(settings.profile === 'core' && { grepInvert: /@full\b/ }),
      ...(kind === 'production' && { grep: /@read-only\b/ }),
      use: {
        configuredTarget: target,
        settings,
        waivers: waivers.filter((waiver) => !hasExpired(waiver, startedAt ?? new Date())),
        generatedFolder,
        evidenceFile,
      },
    },
  ],
});
