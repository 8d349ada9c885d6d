import { strayings } from '../../../src/proof/others/straying.ts';
import { testCommands, testRuns, usualStrayings } from './straying-runs.ts';

testRuns(usualStrayings);
testCommands(strayings.find(({ name }) => /^creates, and .* id/.test(name)));
