import type { VerifyOptions } from '../../../src/cli/verify.ts';
import type { CertifiedRun } from './certified-run.ts';

/** What somebody hands in to be verified in place of what was issued. */
export interface HandedIn {
  text?: string;
  archive?: Buffer;
  options?: Partial<VerifyOptions>;
  now?: Date;
}

/** One way to cheat, and what must be said of it. */
export interface Tampering {
  name: string;
  hand: (certified: CertifiedRun) => HandedIn | Promise<HandedIn>;
  refusal: RegExp;
}

/** The bundle with something else in its JSON. */
export function edited({ text }: CertifiedRun, edit: (bundle: Bundle) => void): HandedIn {
  const bundle = JSON.parse(text) as Bundle;
  edit(bundle);
  return { text: `${JSON.stringify(bundle)}\n` };
}

/** The bundle with another payload under the same signature. */
export function withPayload(certified: CertifiedRun, edit: (payload: string) => string): string {
  const { text = '' } = edited(certified, ({ dsseEnvelope }) => {
    const payload = edit(Buffer.from(dsseEnvelope.payload, 'base64').toString());
    dsseEnvelope.payload = Buffer.from(payload).toString('base64');
  });
  return text;
}

interface Bundle {
  mediaType: string;
  verificationMaterial: { publicKey: { hint: string } };
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string; keyid: string }[] };
}
