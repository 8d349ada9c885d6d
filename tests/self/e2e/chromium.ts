import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { childEnvironment } from '../../../src/target/environment.ts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium of this system: the one that CHROMIUM_PATH names, or one in a usual place. Undefined when there is none. */
export function chromiumPath(): string | undefined {
  const { CHROMIUM_PATH: named } = childEnvironment();
  return named === undefined || named === '' ? usualPlaces.find((file) => existsSync(file)) : named;
}

/** Starts a headless Chromium that sends no requests of its own. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    timeout: 60_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A page opened from disk, with a record of everything that must not happen on it. */
export interface OpenedPage {
  page: Page;
  /** Requests for anything outside the file, errors on its console, and uncaught errors. */
  troubles: string[];
}

/** Opens a file from disk as a double-click would. */
export async function openFile(browser: Browser, file: string): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  const troubles: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) troubles.push(`request ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    troubles.push(`error ${error.message}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, troubles };
}
