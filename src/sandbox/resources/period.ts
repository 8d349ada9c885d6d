const day = 86_400_000;

/**
 * The period of a limit up to and including a day: that day, its week from Monday, or its calendar month, as moments in UTC.
 * A limit on a single transaction counts by the day.
 */
export function periodOf(limitType: string, lastDay: string): { fromRange: string; toRange: string } {
  const start = Date.parse(lastDay);
  return {
    fromRange: new Date(start - daysBefore(limitType, new Date(start)) * day).toISOString(),
    toRange: new Date(start + day - 1).toISOString(),
  };
}

function daysBefore(limitType: string, date: Date): number {
  if (limitType === 'WEEKLY') return (date.getUTCDay() + 6) % 7;
  return limitType === 'MONTHLY' ? date.getUTCDate() - 1 : 0;
}
