import type { FaultCode } from './codes.ts';
import type { Tampering } from './tampering.ts';

/** The groups of faults. */
export const faultGroups = [
  'token exchange',
  'access',
  'create',
  'damage',
  'read',
  'update',
  'life',
  'list',
  'errors',
  'headers',
  'timing',
  'mass assignment',
  'injection',
  'accepts invalid',
  'refuses valid',
  'beneficial owners',
  'identity verification',
  'limits',
  'documents',
] as const;

/** The group of a fault. */
export type FaultGroup = (typeof faultGroups)[number];

/** A defect of an API that one exchange shows, and the requirement that must notice it. */
export interface Fault {
  group: FaultGroup;
  /** What is wrong, in a few words; unique among the faults. */
  name: string;
  /** The id of the requirement that it breaks. */
  requirement: string;
  /** Returns how it changes the traffic of a sandbox. Called once for each sandbox, so that sandboxes share no state. */
  tampering: () => Tampering;
  /** Where the finding must point. */
  pointer?: string;
  /** Its code in the Web Fuzzing Commons fault catalogue, where one fits. */
  code?: FaultCode;
  /** The id of another requirement whose tests show it, where the broken requirement has no tests of its own. */
  tests?: string;
  /** A pattern for the titles of the tests that notice it, where there are many. */
  grep?: string;
  /** Whether it only breaks a SHOULD, so that only a strict run fails. */
  strict?: boolean;
}

/** A fault as a row: its requirement, name, pointer and tampering, and its optional properties. */
export type Row = [
  requirement: string,
  name: string,
  pointer: string,
  tampering: Tampering | Fault['tampering'],
  more?: Pick<Fault, 'code' | 'tests' | 'grep' | 'strict'>,
];

/** The faults of a group. */
export function inGroup(group: FaultGroup, rows: readonly Row[]): Fault[] {
  return rows.map(([requirement, name, pointer, tampering, more]) => ({
    group,
    name,
    requirement,
    pointer,
    ...more,
    tampering: typeof tampering === 'function' ? tampering : () => tampering,
  }));
}
