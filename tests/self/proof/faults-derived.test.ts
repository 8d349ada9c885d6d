import { describeFaults } from './fault-run.ts';
import { derivedFaults } from './faults-derived.ts';

describeFaults(
  'every fault is noticed by the derived checks of the requirement that it breaks',
  derivedFaults,
);
