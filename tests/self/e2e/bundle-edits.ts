import type { VerifyOptions } from '../../../src/cli/verify.ts';
import type { CertifiedRun } from './certified-run.ts';

/** What is submitted for verification in place of what was issued. */
export interface HandedIn {
  text?: string;
  archive?: Buffer;
  options?: Partial<VerifyOptions>;
  now?: Date;
}

/** One way to cheat, and the expected refusal. */
export interface Tampering {
  name: string;
  hand: (certified: CertifiedRun) => HandedIn | Promise<HandedIn>;
  refusal: RegExp;
}

/** The bundle with its JSON edited. */
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
