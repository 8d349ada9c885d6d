import type { Level } from '../../schema/certainty.ts';
import { memberOf, valueAt, type Json } from '../../schema/pointers.ts';
import type { Violation } from '../../validation/violation.ts';
import { shown } from '../../words.ts';

/** The pages of one list in the order of the requests, from its first page on. */
export interface ListedPages {
  /** The body of each page; undefined when it had none. */
  bodies: (Json | undefined)[];
  /** The same bodies as messages may show them. */
  displays: Json[];
  /** Pointer to the operation in the description. */
  source: string;
}

/** A violation, and the page that it is on. */
export interface PageViolation extends Violation {
  page: number;
}

/** One entry of a list, and its place. */
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

/** The violations of page envelopes that do not fit the entries of their page, its `size`, or a list of `total` entries. */
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
      // The documentation does not say whether an empty list has one page or none.
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

/** The violations of pages that together do not contain each expected id exactly once, and nothing else. */
export function coverageViolations(listed: ListedPages, ids: readonly string[]): PageViolation[] {
  const entries = entriesOf(listed);
  const found = entries.flatMap((entry, index): PageViolation[] => {
    const { page, pointer, id } = entry;
    if (!ids.some((each) => each === id)) return [stranger(listed, entry)];
    const earlier = entries.slice(0, index).find((each) => each.id === id);
    const must = `must not be listed again: page ${String(earlier?.page)} holds ${shown(id)} already`;
    return earlier ? [onPage(listed, page, { pointer: `${pointer}/id`, rule: 'coverage', must })] : [];
  });
  return [...found, ...missing(listed, ids, '/content')];
}

/** The ids that a list must contain, and those that it must not. */
export interface Membership {
  matching: readonly string[];
  others: readonly string[];
  /** The query parameters of the request. */
  query: Readonly<Record<string, unknown>>;
}

/**
 * The violations of a list that lacks a matching entry, or has one that does not match. Entries that the run did not create are ignored.
 */
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
  const must = `must be one of the expected entries, received one with the id ${shown(display)}`;
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
  const message = `${subject} does not include ${which}`;
  return [{ page: 0, pointer, rule: 'membership', message, level: 'MUST', source }];
}

function contentOf(body: Json | undefined): Json[] {
  const content = memberOf(body, 'content');
  return Array.isArray(content) ? content : [];
}
