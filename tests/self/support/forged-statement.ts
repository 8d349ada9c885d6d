import type { CertificateFacts, Statement } from '../../../src/certificate/statement.ts';
import { issued, soundBut } from './issued-certificate.ts';

/** What an issuer states in place of what was found, and what must be said of it. */
export interface ForgedStatement {
  name: string;
  edit: (statement: Statement, facts: CertificateFacts) => void;
  /** What it is an edit of; a whole run of the profile full in which all passed, unless said otherwise. */
  of?: Statement;
  refusal: RegExp;
}

/** A certificate of a run with overlays and a waiver, all of which it names. */
export const waived = issued(soundBut({ 'CUS-033': 'waived' }), [
  'overlays/1-a.yaml',
  'overlays/2-b.yaml',
  'waivers.yaml',
]);
