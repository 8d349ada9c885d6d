import type { Blame } from '../../contract/evidence.ts';
import type { VerdictName } from '../verdicts.ts';

/** What each verdict means, in one sentence. */
export const verdictMeanings: Readonly<Record<VerdictName, string>> = {
  failed: 'The target does not do what a binding requirement says.',
  'not testable': 'A test began, but could not reach a judgement. It never counts as met.',
  warned: 'The target does not do what a SHOULD says. This fails a strict run only.',
  waived: 'Not met, but known: a waiver accepts it until it expires.',
  observed: 'The documentation leaves it open. What the target does is recorded, not judged.',
  'not tested': 'No test judged it in this run. The reason is given with it.',
  passed: 'Every test that judged it found it met.',
};

/** Who is to blame, in the words that follow "Blame:". */
export const blameWords: Readonly<Record<Blame, string>> = {
  api: 'the API, which does not do what is described',
  description: 'the description, which contradicts itself or the page it comes from',
  suite: 'the suite, which made a mistake of its own',
  environment: 'the environment, which lies between the suite and the API',
};

/** A number of things: `1 test`, `2 tests`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${inGroups(number)} ${number === 1 ? one : many}`;
}

/** A number as English writes it: `5,410`. */
export function inGroups(number: number): string {
  return number.toLocaleString('en');
}

/** A text with a capital letter in front. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names as a list in a sentence; more than four as their number. */
export function listed(names: readonly string[], many: string): string {
  if (names.length > 4) return `${String(names.length)} ${many}`;
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

/** A moment to the minute, in UTC. */
export function moment(iso: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(iso))} UTC`;
}

/** The time from one moment to another: `2.5 s`, `28 s`, `3 min 5 s`. */
export function duration(from: string, to: string): string {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}

/** A text on one line, cut to a length, at the end of a word if possible. */
export function shortened(text: string, length: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat.length <= length ? flat : `${flat.slice(0, length).replace(/\s\S*$/, '')} …`;
}
