import type { operations } from '../../../../specs/generated/types.ts';
import type { DatasetCustomer } from '../../data/customer-dataset.ts';

/** Values of the filters by day of creation. */
export type DayQuery = Pick<
  NonNullable<operations['listCustomers']['parameters']['query']>,
  'createdAtFrom' | 'createdAtTo' | 'timeZone'
>;

/** A query by day, the residents whom it must find, and those whom it must not. */
export interface DayFilterCase {
  query: DayQuery;
  matching: DatasetCustomer[];
  others: DatasetCustomer[];
}

const day = 86_400_000;

/**
 * Queries by the days on which residents were created: inclusive on both ends, open at either, and beyond both.
 * `zones`: forms of time zones, undefined for none; by default every documented form, some of zones that have another day than UTC.
 */
export function dayFilterCases(
  residents: readonly DatasetCustomer[],
  zones: (string | undefined)[] = zoneForms(residents),
): DayFilterCase[] {
  return zones.flatMap((timeZone) => {
    const dayOf = ({ createdAt }: DatasetCustomer): string => dayIn(regionOf(timeZone), createdAt);
    const days = residents.map(dayOf).sort();
    const [first = '', last = ''] = [days[0], days.at(-1)];
    const queries: DayQuery[] = [
      { createdAtFrom: first, createdAtTo: first },
      { createdAtFrom: last, createdAtTo: last },
      { createdAtFrom: shifted(last, 1) },
      { createdAtTo: shifted(first, -1) },
    ];
    const distinct = first === last ? queries.slice(1) : queries;
    return distinct.map((query) => {
      const { createdAtFrom = first, createdAtTo = last } = query;
      const fits = (one: DatasetCustomer): boolean =>
        dayOf(one) >= createdAtFrom && dayOf(one) <= createdAtTo;
      return {
        query: timeZone === undefined ? query : { ...query, timeZone },
        matching: residents.filter(fits),
        others: residents.filter((one) => !fits(one)),
      };
    });
  });
}

/** Zones far enough from UTC to have another day than it: the first from 10 o'clock on, the second before 11. */
const ahead = ['Pacific/Kiritimati', '+14:00', 'UTC+14:00', 'GMT+14:00'] as const;
const behind = ['Pacific/Pago_Pago', '-11:00', 'UTC-11:00', 'GMT-11:00'] as const;

function zoneForms(residents: readonly DatasetCustomer[]): string[] {
  const hour = new Date(residents[0]?.createdAt ?? 0).getUTCHours();
  return ['Z', 'UTC', 'GMT', 'Europe/Paris', ...(hour >= 10 ? ahead : behind)];
}

/** The region whose days a form of a time zone means. */
function regionOf(timeZone: string | undefined): string {
  if (timeZone === undefined || timeZone === 'Z') return 'UTC';
  if (timeZone.endsWith('+14:00')) return ahead[0];
  return timeZone.endsWith('-11:00') ? behind[0] : timeZone;
}

/** The day that a moment falls on in a region, as yyyy-MM-dd. */
function dayIn(timeZone: string, moment: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = Object.fromEntries(
    format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]),
  );
  return [parts.year, parts.month, parts.day].join('-');
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}
