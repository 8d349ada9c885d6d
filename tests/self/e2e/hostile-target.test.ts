import { breaches, oddities } from './hostile-responses.ts';
import { floods } from './hostile-floods.ts';
import { testResponses } from './hostile-runs.ts';

/** One or two of each kind; `tests/self/long` has the others, and a whole run on them. */
const telling =
  /^(?:one interim response|a byte at a time|stall in the body|two lengths|Latin-1 in JSON|gzip bomb|list of a million numbers|headers without end)$/;

testResponses([...oddities, ...breaches, ...floods].filter(({ name }) => telling.test(name)));
