import { archived, archivedBefore, olderOperations } from '../../../specs/provenance.ts';
import type { Conformance } from '../../verdict/reports/report-types.ts';

/** The facts of a run that the statements depend on. */
export interface Judged {
  description: Pick<Conformance['description'], 'overlays'>;
  target: Pick<Conformance['target'], 'kind'>;
}

/** What a reader must know before relying on a certificate, one or two sentences for each point. */
export function disclaimers(
  { description, target }: Judged,
  { demo, digest, address }: { demo: boolean; digest: string; address: string },
): string[] {
  const pinned = description.overlays.length === 0 ? '' : ', as changed by the overlays that are named here,';
  return [
    ...(demo
      ? [
          'DEMO: the target is the embedded sandbox of the suite. This certificate says nothing about any API.',
        ]
      : []),
    'Not issued or endorsed by RocketKOR: the issuer that is named here ran the suite and signed the result.',
    `Judged against a description${pinned} that is rebuilt from archived copies of the vendor’s public documentation (${archived}), SHA-256 ${digest}. What those pages do not say was not judged.`,
    `Some facts about ${olderOperations.join(', ')} rest on copies of ${archivedBefore} alone; specs/SOURCES.md of the suite lists them.`,
    'The evidence is as honest as whoever ran the suite: the signature shows who vouches for it, not that it is true.',
    ...(target.kind !== 'embedded' && isLoopback(address)
      ? ['The address of the target leads to the machine that the suite ran on.']
      : []),
  ];
}

function isLoopback(address: string): boolean {
  return /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?:[:/]|$)/.test(address);
}
