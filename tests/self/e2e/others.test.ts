import { strayings } from '../../../src/proof/others/straying.ts';
import { testCommands, testRuns, usualStrayings } from './straying-runs.ts';

testRuns(usualStrayings);
testCommands(strayings.find(({ name }) => /^creates a customer, and .* id /.test(name)));
