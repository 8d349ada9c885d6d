import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { Browser } from '@playwright/test';
import { projectRoot } from '../../../src/description/generate.ts';
import { childEnvironment } from '../../../src/target/environment.ts';
import { chromiumPath, openFile, startChromium } from './chromium.ts';
import type { CommandResult } from './conformance-run.ts';
import { failedRun, passedRun, type FailedRun } from './shown-runs.ts';

const chromium = chromiumPath();
const skip = chromium === undefined && 'no Chromium found: install the package chromium or set CHROMIUM_PATH';

async function reportOf(folder: string): Promise<string> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli/kor.ts', 'report'], {
    cwd: projectRoot,
    env: { ...childEnvironment(), KOR_REPORT_FOLDER: folder },
    timeout: 120_000,
  });
  return path.join(folder, 'allure.html');
}

describe('npm run report', () => {
  it('says what to run first when there are no results', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-report-'));

    await assert.rejects(reportOf(folder), {
      code: 2,
      stderr: /^There is nothing .*npm run conformance first/,
    });
  });
});

it('finds the browser that opens the report', { skip }, () => {
  assert.ok(existsSync(chromium ?? ''), `CHROMIUM_PATH names ${chromium ?? ''}, which is not there`);
});

describe('the report of a passed run', { skip }, () => {
  let browser: Browser;
  let run: CommandResult;
  let file: string;

  before(async () => {
    run = await passedRun();
    file = await reportOf(run.folder);
    browser = await startChromium(chromium ?? '');
  });

  after(() => browser.close());

  it('says first that the run judges no API, and shows the verdicts', async () => {
    const { page, troubles } = await openFile(browser, file);

    await page.getByText('embedded sandbox; says nothing about any API').first().waitFor();
    await page.getByText('passed, partial run', { exact: true }).waitFor();
    const { passed, 'not tested': notTested } = run.report?.counts ?? {};
    const tabs = await page.getByTestId('tab-all').locator('xpath=..').innerText();
    assert.match(
      tabs.replaceAll(/\s+/g, ' '),
      new RegExp(`Passed ${String(passed)} Skipped ${String(notTested)}`),
    );
    assert.deepEqual(troubles, []);
  });

  it('links an area to its requirements, their tests and their exchanges', async () => {
    const { page, troubles } = await openFile(browser, file);

    await page.getByText('Customers', { exact: true }).click();
    await page.getByText('CUS-002 The API MUST give a new individual customer the status ACTIVE.').click();
    await page.getByText('CUS-002 gives a new individual the status ACTIVE').click();
    await page.getByRole('link', { name: 'developer.rocketkor.net' }).waitFor();
    await page
      .getByText(/POST \/v1\/customers . 201/)
      .first()
      .click();
    await page.getByText('"ACTIVE"').first().waitFor();
    assert.match(await page.getByTestId('base-layout').innerText(), /Critical/);
    assert.deepEqual(troubles, []);
  });

  it('has one entry per run in its history, however often the report is generated', async () => {
    await reportOf(run.folder);

    const history = readFileSync(path.join(run.folder, 'allure-history.jsonl'), 'utf8');
    assert.equal(history.trimEnd().split('\n').length, 1);
  });
});

describe('the report of a failed run', { skip }, () => {
  let account: FailedRun['account'];
  let browser: Browser;
  let file: string;

  before(async () => {
    const { run, account: own } = await failedRun();
    account = own;
    file = await reportOf(run.folder);
    browser = await startChromium(chromium ?? '');
  });

  after(() => browser.close());

  it('starts with the result, and groups failures by blame', async () => {
    const { page, troubles } = await openFile(browser, file);

    const result = page.getByText('failed, partial run', { exact: true });
    await page.getByText('CUS-001 returns the created individual').waitFor();
    assert.ok(((await result.boundingBox())?.y ?? -1) > 0, 'the result is in sight');
    await page.getByTestId('nav-tab-categories').click();
    await page.getByText('The API breaks the contract').waitFor();
    await page.getByText('CUS-002 gives a new individual the status ACTIVE').click();
    await page
      .getByText('/status must be "ACTIVE" as the requirement says, received "active"')
      .first()
      .waitFor();
    assert.deepEqual(troubles, []);
  });

  it('waits for its data, however slowly the page loads', async () => {
    const whole = readFileSync(file, 'utf8');
    const data = whole.indexOf('<script async>');
    const half = path.join(path.dirname(file), 'half.html');
    writeFileSync(half, whole.slice(0, data));
    const { page, troubles } = await openFile(browser, half);
    const scripts = [...whole.slice(data).matchAll(/<script[^>]*>(.*?)<\/script>/gs)];
    assert.ok(data > 0 && scripts.length > 0);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 500))');
    for (const [, content = ''] of scripts) await page.addScriptTag({ content });

    await page.getByText('CUS-001 returns the created individual').waitFor();
    assert.deepEqual(troubles, []);
  });

  it('shows the requirements on every response with the exchanges that break them', async () => {
    const { page, troubles } = await openFile(browser, file);

    await page
      .getByText('ANS-003 The API MUST return every successful response body', { exact: false })
      .last()
      .click();
    await page.getByText('createCustomer: /status must be one of ACTIVE').first().waitFor();
    await page.getByText('As seen in: CUS-003').waitFor();
    assert.deepEqual(troubles, []);
  });

  it('shows markup and scripts that a target sends as text', async () => {
    const { page, troubles } = await openFile(browser, file);

    await page.getByText('CUS-002 gives a new individual').first().click();
    await page
      .getByText(/POST \/v1\/customers . 201/)
      .first()
      .click();
    await page.getByText('x-planted').first().waitFor({ state: 'attached' });
    await page.getByText("console.error('planted')").first().waitFor();
    assert.deepEqual(troubles, []);
  });

  it('contains no path of this machine and no secret', () => {
    const { key, secret } = account;
    const page = readFileSync(file, 'utf8');
    const embedded = [...page.matchAll(/[A-Za-z0-9+/]{60,}=*/g)].map(([text]) =>
      Buffer.from(text, 'base64').toString('utf8'),
    );

    const texts = [page, ...embedded];
    assert.ok(texts.some((text) => text.includes('Bearer [redacted]')));
    for (const unwanted of [projectRoot, key, secret]) {
      assert.ok(!texts.some((text) => text.includes(unwanted)), `holds ${unwanted}`);
    }
  });
});
