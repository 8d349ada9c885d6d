import { isObject, membersOf, textOf, type Json } from '../schema/pointers.ts';

/** The codes by which profiles name the data of an individual that has every documented property. */
export const knownCodes: ReadonlySet<string> = new Set([
  ...['FIRST', 'LAST', 'MIDDLE', 'DATE_OF_BIRTH', 'PRIMARY_EMAIL_ADDRESS', 'PRIMARY_PHONE_NUMBER'],
  ...['LINE1', 'CITY', 'STATE', 'POSTAL_CODE', 'COUNTRY'],
]);

/** The id of a profile under which an individual can be verified, or the reason why there is none. */
export function fittingProfile(listed: Json | undefined): { id: string } | { reason: string } {
  const profiles = isObject(listed) ? [listed] : membersOf(listed).map(([, profile]) => profile);
  const doubts = profiles.map((profile) => ({ profile, doubt: doubtAbout(profile) }));
  const fitting = doubts.find(({ doubt }) => doubt === undefined)?.profile;
  if (isObject(fitting)) return { id: textOf(fitting.id) };
  const reasons = [...new Set(doubts.map(({ doubt }) => doubt))].join('; ');
  return { reason: `no profile fits an individual customer: ${reasons || 'none is listed'}` };
}

function doubtAbout(profile: Json): string | undefined {
  if (!isObject(profile) || textOf(profile.id) === '') return 'a profile has no id';
  const name = JSON.stringify(profile.id);
  if (!holds(profile.allowedAccountTypes, 'INDIVIDUAL_CUSTOMER')) return `${name} is for other types`;
  if (!holds(profile.allowedAccountStatuses ?? 'ACTIVE', 'ACTIVE')) return `${name} is for another status`;
  const unknown = codesIn(profile.minimumInformationRequired).filter((code) => !knownCodes.has(code));
  return unknown.length === 0 ? undefined : `${name} asks for ${unknown.join(', ')}`;
}

function holds(values: Json | undefined, value: string): boolean {
  return values === value || (Array.isArray(values) && values.includes(value));
}

/** Every string below a value; of `documents`, the property names. */
function codesIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return membersOf(value).flatMap(([name, member]) =>
    name === 'documents' && isObject(member) ? Object.keys(member) : codesIn(member),
  );
}
