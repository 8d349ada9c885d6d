import path from 'node:path';
import { projectRoot } from '../description/generate.ts';
import { loadConfiguration } from '../target/environment.ts';
import { allureReport, hasAllureResults } from '../verdict/reports/allure-report.ts';
import { say } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';

/** `kor report`: makes one self-contained HTML file of the last run. Returns the exit code. */
export function report(): Promise<number> {
  return reporting(async () => {
    const { settings } = loadConfiguration();
    const folder = path.resolve(settings.reportFolder);
    const where = path.relative(process.cwd(), folder);
    if (!hasAllureResults(folder)) {
      throw new UsageError(`There is nothing to report in ${where}: run npm run conformance first.`);
    }
    const file = await allureReport({ folder, root: projectRoot });
    say(`Report: ${path.relative(process.cwd(), file)}\n`);
    return 0;
  });
}
