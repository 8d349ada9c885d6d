import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { TLSSocket, type PeerCertificate } from 'node:tls';

/** Observes the certificate that a host presents. */
export interface CertificateWatch {
  /** SHA-256 of the certificate of the latest connection, in lower-case hex; undefined if there was no TLS connection yet. */
  fingerprint(): string | undefined;
  stop(): void;
}

/** The message that undici publishes for an established connection, through a proxy or not. */
interface Connected {
  connectParams: { hostname: string; port: string; protocol: string };
  socket: unknown;
}

const channel = 'undici:client:connected';

/** Listens for the certificate that the host of a URL presents whenever this process connects to it, until `stop` is called. */
export function watchCertificate(baseUrl: string): CertificateWatch {
  const { hostname, port, protocol } = new URL(baseUrl);
  let fingerprint: string | undefined;
  const note = (message: unknown): void => {
    const { connectParams: to, socket } = message as Connected;
    const isHost = to.hostname === hostname && to.port === port && to.protocol === protocol;
    if (!isHost || !(socket instanceof TLSSocket)) return;
    const shown: Partial<PeerCertificate> = socket.getPeerCertificate(); // empty when a TLS session is resumed
    fingerprint = shown.fingerprint256?.replaceAll(':', '').toLowerCase() ?? fingerprint;
  };
  subscribe(channel, note);
  return { fingerprint: () => fingerprint, stop: () => void unsubscribe(channel, note) };
}
