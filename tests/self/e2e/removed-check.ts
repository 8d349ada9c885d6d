import assert from 'node:assert/strict';
import { projectRoot } from '../../../src/description/generate.ts';
import { checkSites, type CheckSite } from '../../../src/proof/removal/check-sites.ts';

/** Every check of the suite. */
export const sites = checkSites(projectRoot);

/** The only check of a requirement. */
export function onlyCheckOf(requirement: string): CheckSite {
  const [site, ...others] = sites.filter((each) => each.requirement === requirement);
  assert.ok(site && others.length === 0, `${requirement} has not one check`);
  return site;
}
