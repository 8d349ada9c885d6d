import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { EnvironmentFault } from '../../../src/contract/evidence.ts';
import { selfSignedCertificate } from './blame-certificate.ts';
import { startServer } from './proxy.ts';

/** An address at which no usable target is. */
export interface Served {
  url: string;
  close: () => Promise<void>;
}

const nothingToClose = (): Promise<void> => Promise.resolve();

/** Targets that cannot be reached: the cause, its name, the expected message, and how to start it. */
export const unreachable: [
  cause: string,
  fault: EnvironmentFault,
  says: RegExp,
  served: () => Promise<Served>,
][] = [
  [
    'an unknown host name',
    'dns',
    /the name of nowhere\.invalid does not resolve/,
    () => Promise.resolve({ url: 'https://nowhere.invalid', close: nothingToClose }),
  ],
  [
    'an untrusted certificate',
    'tls',
    /the certificate of 127\.0\.0\.1:\d+ is not trusted \(\w+\)/,
    untrusted,
  ],
  [
    'plain HTTP where https is asked for',
    'tls',
    /127\.0\.0\.1:\d+ failed the TLS handshake \(\w+\)/,
    async () => {
      const server = await startServer((_, response) => response.end());
      return { url: server.url.replace('http:', 'https:'), close: () => server.close() };
    },
  ],
  [
    'a port that nothing listens on',
    'refused',
    /refuses the connection: nothing listens there/,
    async () => {
      const server = await startServer((_, response) => response.end());
      await server.close();
      return { url: server.url, close: nothingToClose };
    },
  ],
];

async function untrusted(): Promise<Served> {
  const server = createServer(selfSignedCertificate(), (_, response) => response.end());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  return { url: `https://127.0.0.1:${String(port)}`, close };
}
