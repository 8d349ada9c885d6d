import type { Tampering } from './tampering.ts';

/** A defect of an API that one exchange shows, and the requirement that must notice it. */
export interface Fault extends Tampering {
  /** What is wrong, in a few words; no other fault has the same. */
  name: string;
  /** The id of the requirement that it breaks. */
  requirement: string;
  /** Where the finding must point. */
  pointer?: string;
  /** Which of the requirement's tests notice it, where there are many: a pattern of a part of their titles. */
  grep?: string;
  /** Whether it breaks no more than a SHOULD, so that only a strict run fails. */
  strict?: boolean;
}

/** A fault in short: what must notice it, what it is called, where the finding points, and what it does. */
export type Row = [requirement: string, name: string, pointer: string, tampering: Tampering];
