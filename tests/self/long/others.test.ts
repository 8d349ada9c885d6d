import { strayings } from '../../../src/proof/others/straying.ts';
import { furtherStrayings, testCommands, testRuns } from '../e2e/straying-runs.ts';

testRuns(furtherStrayings);
testCommands(strayings.find(({ name }) => /^shows no .*,/.test(name)));
