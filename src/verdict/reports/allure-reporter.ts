import type { Suite } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';
import { fileError, type FileError } from '../../files/file-error.ts';
import { isTakenHere } from '../../files/report-folder.ts';

/** What Allure's reporter is configured with, and where the reports of the run go. */
export interface AllureOptions {
  resultsDir: string;
  folder: string;
}

type Writer = Record<string, (...args: unknown[]) => void>;

/**
 * Allure's reporter, which writes only if tests are run. If a result cannot be written, it throws a `FileError` at the end of the run: an
 * error in one of its promises would end the runner before the customers of the run are removed.
 */
export default class AllureResults extends AllureReporter {
  private readonly reports: AllureOptions;
  private readonly losses: FileError[] = [];

  constructor(options: AllureOptions) {
    super(options);
    this.reports = options;
  }

  override onBegin(suite: Suite): void {
    super.onBegin(suite);
    const isRun = suite.allTests().length > 0 && isTakenHere(this.reports.folder);
    const runtime = Reflect.get(this, 'allureRuntime') as { writer: Writer };
    runtime.writer = guarded(runtime.writer, (write) => {
      if (isRun && this.losses.length === 0) this.attempt(write);
    });
  }

  override async onEnd(): Promise<void> {
    await super.onEnd();
    const [loss] = this.losses;
    if (loss) throw loss;
  }

  private attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.losses.push(fileError(error, this.reports.resultsDir, 'The Allure results are incomplete.'));
    }
  }
}

function guarded(writer: Writer, guard: (write: () => void) => void): Writer {
  return new Proxy(writer, {
    get:
      (target, name: string) =>
      (...args: unknown[]): void => {
        guard(() => target[name]?.(...args));
      },
  });
}
