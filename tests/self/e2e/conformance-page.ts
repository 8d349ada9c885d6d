import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from '@playwright/test';
import { requirements } from '../../../specs/requirements/index.ts';
import { conformancePage } from '../../../src/verdict/page/conformance-page.ts';
import type { Conformance } from '../../../src/verdict/reports/report-types.ts';
import { fullReport } from '../support/page-reports.ts';
import { objections } from './accessibility.ts';
import { chromiumPath, openFile, startChromium } from './chromium.ts';
import { failedRun, passedRun } from './shown-runs.ts';

const chromium = chromiumPath();
const skip = chromium === undefined && 'no Chromium found: install the package chromium or set CHROMIUM_PATH';
const ids = Object.keys(requirements);
const pages = ['a passed run', 'a failed run', 'a run with something of everything'] as const;
const looks = [
  { name: 'light', media: { media: 'screen', colorScheme: 'light' } },
  { name: 'dark', media: { media: 'screen', colorScheme: 'dark' } },
  { name: 'print', media: { media: 'print', colorScheme: 'dark' } },
] as const;

function written(report: Conformance | undefined): string {
  assert.ok(report, 'the run left a report');
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-page-')), 'conformance.html');
  writeFileSync(file, conformancePage(report));
  return file;
}

function rowsShown(page: Page): Promise<string[]> {
  const script =
    '[...document.querySelectorAll(".matrix tbody tr")].filter((row) => row.offsetHeight > 0).map(({ id }) => id)';
  return page.evaluate<string[]>(script);
}

async function unfolded(page: Page): Promise<void> {
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
}

describe('the conformance page', { skip }, () => {
  const files = new Map<string, string>();
  let browser: Browser;

  const open = (name: (typeof pages)[number]): ReturnType<typeof openFile> =>
    openFile(browser, files.get(name) ?? '');

  before(async () => {
    files.set(pages[0], written((await passedRun()).report));
    files.set(pages[1], written((await failedRun()).run.report));
    files.set(pages[2], written(fullReport('"><script>alert(1)</script> '.repeat(20))));
    browser = await startChromium(chromium ?? '');
  });

  after(() => browser.close());

  for (const name of pages) {
    for (const { name: look, media } of looks) {
      it(`is accessible for ${name}, ${look}`, async () => {
        const { page, troubles } = await open(name);
        await page.emulateMedia(media);
        await unfolded(page);

        assert.deepEqual(await objections(page), []);
        assert.deepEqual(troubles, []);
        await page.close();
      });
    }

    it(`never scrolls sideways for ${name}, from 360 to 1600 pixels`, async () => {
      const { page } = await open(name);
      await unfolded(page);
      for (const width of [360, 768, 1280, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      }
      await page.close();
    });
  }

  it('links the result to the failing request in two clicks', async () => {
    const { page, troubles } = await open('a failed run');
    await page.locator('.result').getByText('FAILED').waitFor();
    await page.getByRole('link', { name: '3 failed' }).click();

    const entry = page.locator('#failures-CUS-002');
    await entry.getByText('/status must be "ACTIVE" as the requirement says, received "active"').waitFor();
    await entry.getByText('POST /v1/customers returned 201').waitFor();
    await entry.getByText('curl -sS -X POST').waitFor();
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('copies a command to run', async () => {
    const { page } = await open('a failed run');
    await page.getByRole('button', { name: 'Copy: Replay the tests of CUS-002' }).press('Enter');
    await page.getByText('Copied').first().waitFor();
    await page.getByLabel('Search').press('Control+V');

    assert.match(await page.getByLabel('Search').inputValue(), /^KOR_SEED=\w+ .*--grep @CUS-002$/);
    await page.close();
  });

  it('can be read requirement by requirement with the keyboard alone', async () => {
    const { page } = await open('a passed run');
    await page.evaluate(`reached = [];
      addEventListener('focusin', ({ target }) => reached.push(target.closest('tr')?.id ?? target.className));`);
    const count = await page.locator('a, button, input, select, summary, [tabindex]').count();
    for (let press = 0; press < count; press += 1) await page.keyboard.press('Tab');

    const reached = await page.evaluate<string[]>('reached');
    assert.equal(reached[0], 'skip');
    assert.deepEqual(
      ids.filter((id) => !reached.includes(id)),
      [],
    );
    await page.close();
  });

  it('can be filtered with the keyboard, and says how many requirements are left', async () => {
    const { page, troubles } = await open('a passed run');
    assert.deepEqual(await rowsShown(page), ids);
    const said = page.getByRole('status').filter({ hasText: 'shown' });
    await page.getByLabel('Search').press('Tab');
    await page.getByLabel('Search').pressSequentially('individual cus-002');
    assert.deepEqual(await rowsShown(page), ['CUS-002']);
    assert.equal(await said.textContent(), `1 of ${String(ids.length)} shown`);

    await page.keyboard.press('Tab');
    await page.keyboard.type('failed');
    assert.deepEqual(await rowsShown(page), []);
    await page.getByText('No requirement matches the filter.').waitFor();

    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    assert.deepEqual(await rowsShown(page), ids);
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('does not move content when its script runs', async () => {
    const { page } = await open('a failed run');
    const observer = 'new PerformanceObserver((list) => moved.push(...list.getEntries()))';
    await page.evaluate(`moved = []; ${observer}.observe({ type: 'layout-shift', buffered: true });`);
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200)))');

    assert.deepEqual(await page.evaluate('moved'), []);
    await page.close();
  });

  it('is complete without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${files.get('a failed run') ?? ''}`);

    assert.equal(await page.locator('.matrix tbody tr').filter({ visible: true }).count(), ids.length);
    assert.equal(await page.getByRole('button').count(), 0);
    assert.ok(!(await page.getByLabel('Search').isVisible()));
    await page.locator('#CUS-003 summary').press('Enter');
    await page.locator('#CUS-003').getByText('npx playwright test').waitFor();
    await context.close();
  });

  it('runs no script except its own', async () => {
    const { page, troubles } = await open('a run with something of everything');
    const isRun =
      'const own = document.createElement("script"); own.textContent = "planted = true"; document.body.append(own); typeof planted';

    assert.equal(await page.evaluate(isRun), 'undefined');
    assert.match(troubles.join(), /Content Security Policy/);
    await page.close();
  });
});
