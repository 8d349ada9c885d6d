import { areas, requirements, type Area, type RequirementId } from '../../../specs/requirements/index.ts';

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

/** What the operations of a description are called that no requirement is about: its owner has added them. */
const added = 'Other operations';

/** The name of the group that an operation is in, by its id. */
export function groupOf(operation: string): string {
  return areaWith(operation)?.tag ?? added;
}

/** Whether an operation is in the profile `core`, by its id; what an owner has added is in `full`, since nobody knows what it does. */
export function isCore(operation: string): boolean {
  return areaWith(operation)?.profile === 'core';
}

function areaWith(operation: string): Area | undefined {
  return Object.values(areas).find(({ operations }) => operations?.includes(operation));
}
