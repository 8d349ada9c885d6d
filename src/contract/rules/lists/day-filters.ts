import type { operations } from '../../../../specs/generated/types.ts';
import type { DatasetCustomer } from '../../data/customer-dataset.ts';

/** Values of the filters by day of creation. */
export type DayQuery = Pick<
  NonNullable<operations['listCustomers']['parameters']['query']>,
  'createdAtFrom' | 'createdAtTo' | 'timeZone'
>;

/** A query by day, the residents that it must find, and those that it must not find. */
export interface DayFilterCase {
  query: DayQuery;
  matching: DatasetCustomer[];
  others: DatasetCustomer[];
}

const day = 86_400_000;

/**
 * Queries by day of creation: the first day, the last day, all days after the last, and all days before the first. `zones`: time zones to
 * send, undefined for none; by default every documented form, some of them of zones where the day differs from UTC.
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

/** Time zones where the day differs from UTC: those `ahead` from 10:00 UTC on, those `behind` before 11:00 UTC. */
const ahead = ['Pacific/Kiritimati', '+14:00', 'UTC+14:00', 'GMT+14:00'] as const;
const behind = ['Pacific/Pago_Pago', '-11:00', 'UTC-11:00', 'GMT-11:00'] as const;

function zoneForms(residents: readonly DatasetCustomer[]): string[] {
  const hour = new Date(residents[0]?.createdAt ?? 0).getUTCHours();
  return ['Z', 'UTC', 'GMT', 'Europe/Paris', ...(hour >= 10 ? ahead : behind)];
}

/** The IANA time zone that a form of a time zone stands for. */
function regionOf(timeZone: string | undefined): string {
  if (timeZone === undefined || timeZone === 'Z') return 'UTC';
  if (timeZone.endsWith('+14:00')) return ahead[0];
  return timeZone.endsWith('-11:00') ? behind[0] : timeZone;
}

/** The day of a moment in a time zone, as yyyy-MM-dd. */
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
