import { areas, requirements, type Area, type RequirementId } from '../../../specs/requirements/index.ts';

/** The area of a requirement, by its id. Throws when no area has the first three letters of the id. */
export function areaOf(id: string): Area {
  const area = areas[id.slice(0, 3)];
  if (!area) throw new Error(`no area is called ${id.slice(0, 3)}`);
  return area;
}

/** Whether a run judges a requirement: its area must be in the profile, and on production it must be read-only. */
export function inScope(id: RequirementId, profile: 'core' | 'full', isProduction: boolean): boolean {
  const isInProfile = profile === 'full' || areaOf(id).profile === 'core';
  return isInProfile && (!isProduction || requirements[id].readOnly === true);
}

/** The group of operations that no requirement covers, because the owner of the description added them. */
const added = 'Other operations';

/** The name of the group that an operation is in, by its id. */
export function groupOf(operation: string): string {
  return areaWith(operation)?.tag ?? added;
}

/**
 * Whether an operation is in the profile `core`, by its id. Operations that an owner added are in `full` only, because their effect is
 * unknown.
 */
export function isCore(operation: string): boolean {
  return areaWith(operation)?.profile === 'core';
}

function areaWith(operation: string): Area | undefined {
  return Object.values(areas).find(({ operations }) => operations?.includes(operation));
}
