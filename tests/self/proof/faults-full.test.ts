import { describeFaults } from './fault-run.ts';
import { faultsInFull } from './faults-full.ts';

describeFaults('every fault outside the core is noticed by the requirement that it breaks', faultsInFull);
