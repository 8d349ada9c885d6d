import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** What axe objects to, or cannot make up its mind about; the contrast of words whose boxes touch is beyond it. */
export async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate<axe.AxeResults>(
    'axe.run(document, { resultTypes: ["violations", "incomplete"] })',
  );
  const undecided = incomplete.filter(({ id }) => id !== 'color-contrast');
  return [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
