import type { FaultCode } from './codes.ts';
import type { Tampering } from './tampering.ts';

/** What faults are about. */
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

/** What a fault is about. */
export type FaultGroup = (typeof faultGroups)[number];

/** A defect of an API that one exchange shows, and the requirement that must notice it. */
export interface Fault {
  group: FaultGroup;
  /** What is wrong, in a few words; no other fault has the same. */
  name: string;
  /** The id of the requirement that it breaks. */
  requirement: string;
  /** What it does to what passes through a sandbox: asked for once for each, so that none remembers what another has seen. */
  tampering: () => Tampering;
  /** Where the finding must point. */
  pointer?: string;
  /** Its code in the Web Fuzzing Commons fault catalogue, where one fits. */
  code?: FaultCode;
  /** Whose tests show it, where the requirement that it breaks has none of its own: the id of another one. */
  tests?: string;
  /** Which of these tests notice it, where there are many: a pattern of a part of their titles. */
  grep?: string;
  /** Whether it breaks no more than a SHOULD, so that only a strict run fails. */
  strict?: boolean;
}

/** A fault in short: what must notice it, what it is called, where the finding points, what it does, and what else there is to say. */
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
