/** Requests of a test, with its setup and cleanup, as measured on whole runs; a test of the suite fails if this no longer holds. */
const ofTest = 8;
/** Requests before the first test and after the last. */
const beside = 25;

/** About how many requests a run of so many tests sends. */
export function requestsOf(tests: number): number {
  return beside + tests * ofTest;
}

/** The least time that a run of so many tests takes at so many requests a second, in a sentence. */
export function forecast(tests: number, perSecond: number): string {
  const requests = requestsOf(tests);
  const seconds = requests / perSecond;
  const time = seconds < 90 ? `${String(Math.ceil(seconds))} s` : `${String(Math.ceil(seconds / 60))} min`;
  return `KOR_MAX_RPS=${String(perSecond)}: ${String(tests)} tests send about ${String(requests)} requests, so the run takes about ${time} or more`;
}
