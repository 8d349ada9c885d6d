const dateTime =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d):([0-5]\d|60)(\.\d+)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** Whether a string is a `date-time` of RFC 3339, section 5.6. A second 60 is valid only where section 5.7 allows a leap second. */
export function isDateTime(text: string): boolean {
  return momentOf(text) !== undefined;
}

/** The moment of a `date-time` of RFC 3339, in milliseconds since 1970; undefined for every other string. */
export function momentOf(text: string): number | undefined {
  const [, date = '', minute = '', second = '', fraction = '', offset = ''] = dateTime.exec(text) ?? [];
  if (!isDay(date)) return undefined;
  const isLeap = second === '60';
  const whole = Date.parse(`${date}T${minute}:${isLeap ? '59' : second}${offset.toUpperCase()}`);
  if (isLeap && !isLeapSecond(whole)) return undefined;
  return whole + Math.floor(Number(`0${fraction}`) * 1000) + (isLeap ? 1000 : 0);
}

function isDay(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.valueOf()) && midnight.toISOString().startsWith(date);
}

/** Whether a leap second may follow a second: the last one of June or December in UTC. */
function isLeapSecond(before: number): boolean {
  return /-(?:06-30|12-31)T23:59:59/.test(new Date(before).toISOString());
}
