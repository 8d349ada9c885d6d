import type { CertificateFacts, Statement } from '../../../src/certificate/statement.ts';
import { issued, soundBut } from './issued-certificate.ts';

/** A false statement of the issuer, and the refusal it must cause. */
export interface ForgedStatement {
  name: string;
  edit: (statement: Statement, facts: CertificateFacts) => void;
  /** The statement it edits; by default a whole run of the profile full in which all passed. */
  of?: Statement;
  refusal: RegExp;
}

/** A certificate of a run with overlays and a waiver, which names them all. */
export const waived = issued(soundBut({ 'CUS-033': 'waived' }), [
  'overlays/1-a.yaml',
  'overlays/2-b.yaml',
  'waivers.yaml',
]);
