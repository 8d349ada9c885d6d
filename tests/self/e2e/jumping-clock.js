// Loaded with --import=…?file=…: the wall clock of a process is as many milliseconds off as that file says just then. What
// measures durations, performance.now(), goes on as if nothing had happened, as it does where somebody sets a real clock.
import { readFileSync } from 'node:fs';

const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const RealDate = Date;

/** The wall clock as it is shown now, in milliseconds since 1970. */
function shownTime() {
  return RealDate.now() + Number(readFileSync(file, 'utf8'));
}

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(shownTime());
    else super(...given);
  }

  static now() {
    return shownTime();
  }
};
