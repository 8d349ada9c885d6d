import type { Level } from '../../schema/certainty.ts';
import { memberOf, valueAt, type Json } from '../../schema/pointers.ts';
import type { Violation } from '../../validation/violation.ts';
import { shown } from '../../words.ts';

/** Pages of one list in the order in which they were asked for, from its first page on. */
export interface ListedPages {
  /** What each page answered, undefined where it had no body. */
  bodies: (Json | undefined)[];
  /** The same as messages may show it. */
  displays: Json[];
  /** Pointer to the operation in the description. */
  source: string;
}

/** A violation, and the page that it is on. */
export interface PageViolation extends Violation {
  page: number;
}

/** One entry of a list, and where it stands. */
export interface ListEntry {
  page: number;
  pointer: string;
  value: Json;
  id: Json | undefined;
}

/** Every entry of all pages, in order. */
export function entriesOf({ bodies }: Pick<ListedPages, 'bodies'>): ListEntry[] {
  return bodies.flatMap((body, page) =>
    contentOf(body).map((value, index) => ({
      page,
      pointer: `/content/${String(index)}`,
      value,
      id: memberOf(value, 'id'),
    })),
  );
}

/** The violation of one rule on one page of a list. */
export function onPage(
  { source }: ListedPages,
  page: number,
  { pointer, rule, must, level = 'MUST' }: { pointer: string; rule: string; must: string; level?: Level },
): PageViolation {
  return { page, pointer, rule, message: `${pointer} on page ${String(page)} ${must}`, level, source };
}

/** Every envelope that does not agree with what its page holds, with its `size`, and with a list of `total` entries. */
export function pagingViolations(listed: ListedPages, size: number, total: number): PageViolation[] {
  const filled = listed.bodies.filter((body) => contentOf(body).length > 0).length;
  const isWhole = filled < listed.bodies.length || memberOf(listed.bodies.at(-1), 'hasNext') === false;
  return listed.bodies.flatMap((body, page) => {
    const held = contentOf(body).length;
    const isLast = page === listed.bodies.length - 1;
    const expected: Record<string, Json> = {
      number: page,
      numberOfElements: held,
      totalElements: total,
      ...(isWhole && { totalPages: filled }),
      ...((isWhole || !isLast) && { hasNext: page < filled - 1 }),
    };
    const wrong = Object.entries(expected).filter(([name, value]) => memberOf(body, name) !== value);
    const found = wrong.map(([name, value]) => {
      const received = valueAt(listed.displays[page], `/${name}`);
      const must = `must be ${shown(value)}, received ${shown(received)}`;
      // Whether nothing at all makes one page or none is not said.
      const isOpen = name === 'totalPages' && filled === 0 && received === 1;
      return onPage(listed, page, {
        pointer: `/${name}`,
        rule: 'paging',
        must,
        level: isOpen ? 'MAY' : 'MUST',
      });
    });
    const must = `must hold ${String(size)} entries at most, received ${String(held)}`;
    return held > size
      ? [onPage(listed, page, { pointer: '/content', rule: 'paging', must }), ...found]
      : found;
  });
}

/** Every way in which all pages together do not hold each of the expected ids once, and nothing else. */
export function coverageViolations(listed: ListedPages, ids: readonly string[]): PageViolation[] {
  const entries = entriesOf(listed);
  const found = entries.flatMap((entry, index): PageViolation[] => {
    const { page, pointer, id } = entry;
    if (!ids.some((each) => each === id)) return [stranger(listed, entry)];
    const earlier = entries.slice(0, index).find((each) => each.id === id);
    const must = `must not come again: page ${String(earlier?.page)} holds ${shown(id)} already`;
    return earlier ? [onPage(listed, page, { pointer: `${pointer}/id`, rule: 'coverage', must })] : [];
  });
  return [...found, ...missing(listed, ids, '/content')];
}

/** What a list must hold, and what it must leave out, by id. */
export interface Membership {
  matching: readonly string[];
  others: readonly string[];
  /** What was asked for, by the names of the query's parameters. */
  query: Readonly<Record<string, unknown>>;
}

/** Every entry that a list lacks although it matches, or holds although it does not. Entries of others are no concern of it. */
export function membershipViolations(
  listed: ListedPages,
  { matching, others, query }: Membership,
): PageViolation[] {
  const wrong = entriesOf(listed).filter(({ id }) => others.some((each) => each === id));
  const asked = Object.entries(query).map(([name, value]) => `${name}=${String(value)}`);
  return [
    ...missing(listed, matching, `query ${Object.keys(query).join(',')}`, `query ${asked.join(' and ')}`),
    ...wrong.map(({ page, pointer, id }) =>
      onPage(listed, page, {
        pointer,
        rule: 'membership',
        must: `does not match ${asked.join(' and ')}: received ${shown(id)}`,
      }),
    ),
  ];
}

function stranger(listed: ListedPages, { page, pointer }: ListEntry): PageViolation {
  const display = memberOf(valueAt(listed.displays[page], pointer), 'id');
  const must = `must be one of what was asked for, received one with the id ${shown(display)}`;
  return onPage(listed, page, { pointer, rule: 'coverage', must });
}

function missing(
  listed: ListedPages,
  ids: readonly string[],
  pointer: string,
  subject = pointer,
): PageViolation[] {
  const { source } = listed;
  const there = entriesOf(listed).map(({ id }) => id);
  const lost = ids.filter((id) => !there.includes(id));
  if (lost.length === 0) return [];
  const which = lost.length === 1 ? shown(lost[0]) : `${String(lost.length)} entries: ${shown(lost)}`;
  const message = `${subject} does not lead to ${which}`;
  return [{ page: 0, pointer, rule: 'membership', message, level: 'MUST', source }];
}

function contentOf(body: Json | undefined): Json[] {
  const content = memberOf(body, 'content');
  return Array.isArray(content) ? content : [];
}
