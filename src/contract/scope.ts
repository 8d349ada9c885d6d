import { areas, requirements, type Area, type RequirementId } from '../../specs/requirements/index.ts';

/** The area of a requirement. Throws for an id whose letters are no area's. */
export function areaOf(id: string): Area {
  const area = areas[id.slice(0, 3)];
  if (!area) throw new Error(`no area is called ${id.slice(0, 3)}`);
  return area;
}

/** What a run means to judge: the requirements of its profile, on production only those that need nothing written. */
export function inScope(id: RequirementId, profile: 'core' | 'full', isProduction: boolean): boolean {
  const isInProfile = profile === 'full' || areaOf(id).profile === 'core';
  return isInProfile && (!isProduction || requirements[id].readOnly === true);
}

/** Whether operations with a tag of the description are in the profile `core`. */
export function isCoreTag(tag: string | undefined): boolean {
  return Object.values(areas).some((area) => area.tag === tag && area.profile === 'core');
}
