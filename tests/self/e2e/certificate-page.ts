import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { projectRoot } from '../../../src/description/generate.ts';
import { sealed } from '../../../src/certificate/bundle.ts';
import { suiteParts } from '../../../src/certificate/part-digests.ts';
import { statementOf } from '../../../src/certificate/issue/issue.ts';
import { certificatePage } from '../../../src/certificate/page.ts';
import { allPassed, of } from '../support/passing-runs.ts';
import { objections } from './accessibility.ts';
import { chromiumPath, openFile, startChromium } from './chromium.ts';

const chromium = chromiumPath();
const skip = chromium === undefined && 'no Chromium found: install the package chromium or set CHROMIUM_PATH';
const digest = { sha256: '0123456789abcdef'.repeat(4) };
const { privateKey } = generateKeyPairSync('ed25519');
const looks = [
  { name: 'light', media: { media: 'screen', colorScheme: 'light' } },
  { name: 'dark', media: { media: 'screen', colorScheme: 'dark' } },
  { name: 'print', media: { media: 'print', colorScheme: 'dark' } },
] as const;

/** The page of a certificate with the longest possible content, or of a demo. */
function page(kind: 'demo' | 'long'): string {
  const demo = kind === 'demo';
  const target = demo ? {} : { target: { name: 'https://api.example (sandbox)', kind: 'sandbox' as const } };
  const own = ['overlays/1-strict.yaml', 'overlays/2-the-pins-of-our-own-api.yaml', 'waivers.yaml'];
  const statement = statementOf({
    ...{ report: of({ outcomes: allPassed }, target), demo, privateKey, issuedAt: new Date(), validDays: 90 },
    issuer: demo
      ? 'Example Partner Ltd'
      : 'The "Conformance" Laboratory <b>of</b> a Group with a Name as Long as May Be '.padEnd(100, 'x'),
    address: demo ? 'embedded sandbox' : `https://api-sandbox.partner.example.com/${'gateway/'.repeat(8)}api`,
    tlsCertificate: demo ? undefined : digest.sha256,
    configuration: [...suiteParts(projectRoot), ...(demo ? [] : own.map((name) => ({ name, digest })))],
    archive: { name: 'evidence.tar.gz', digest },
    evidence: [],
  });
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-page-')), 'certificate.html');
  writeFileSync(file, certificatePage(statement, sealed(statement, privateKey)));
  return file;
}

describe('the page of a certificate', { skip }, () => {
  const files = { demo: page('demo'), long: page('long') };
  let browser: Browser;

  before(async () => {
    browser = await startChromium(chromium ?? '');
  });

  after(() => browser.close());

  for (const [kind, file] of Object.entries(files)) {
    for (const { name: look, media } of looks)
      it(`is accessible, ${kind}, ${look}`, async () => {
        const opened = await openFile(browser, file);
        await opened.page.emulateMedia(media);

        assert.deepEqual(await objections(opened.page), []);
        assert.deepEqual(opened.troubles, []);
        await opened.page.close();
      });

    it(`prints on one sheet and never scrolls sideways, ${kind}`, async () => {
      const opened = await openFile(browser, file);
      const pdf = await opened.page.pdf({ preferCSSPageSize: true });
      for (const width of [360, 768, 1280]) {
        await opened.page.setViewportSize({ width, height: 800 });
        assert.equal(await opened.page.evaluate('document.documentElement.scrollWidth'), width);
      }

      assert.equal(pdf.toString('latin1').match(/\/Type ?\/Page\b/g)?.length, 1);
      await opened.page.close();
    });
  }

  it('is marked DEMO if it is a demo, and otherwise nowhere', async () => {
    const [demo, long] = [await openFile(browser, files.demo), await openFile(browser, files.long)];

    assert.match(await demo.page.title(), /^DEMO/);
    assert.ok(await demo.page.getByText('It says nothing about any API.').first().isVisible());
    assert.equal(await long.page.getByText('DEMO').count(), 0);
    for (const { page: each } of [demo, long]) await each.close();
  });
});
