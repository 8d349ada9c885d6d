import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** The violations that axe reports, and what it cannot decide, except the contrast of overlapping text, which axe cannot measure. */
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
