// Loaded with --import=…?file=…: shifts the wall clock of a process by the milliseconds that the file contains at that moment.
// performance.now(), which measures durations, is not affected, just as when a user sets a real clock.
import { readFileSync } from 'node:fs';

const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const RealDate = Date;

/** The shifted wall clock, in milliseconds since 1970. */
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
