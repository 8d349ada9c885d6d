import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/operations.ts';
import { createInstance, type Instance } from './instance.ts';
import { createServer } from './server.ts';
import type { ServiceAccount } from './service-accounts.ts';
import { withVariants, type Variant } from './variants/index.ts';

export type { ServiceAccount } from './service-accounts.ts';

/** What a sandbox is started with. */
export interface SandboxOptions {
  contract: Contract;
  /** 0, or left out, for a free one. */
  port?: number;
  /** Seconds that an access token is good for; 3600 when left out. */
  tokenLifetime?: number;
  /** Legal differences that it has; none when left out. */
  variants?: readonly Variant[];
}

/** A running stand-in API, with two business accounts that have nothing yet. */
export interface Sandbox {
  /** Its base URL, on the loopback interface. */
  url: string;
  accounts: {
    first: ServiceAccount;
    /** In another business account. */
    other: ServiceAccount;
    /** In the business account of `first`; its tokens live for 1 s. */
    shortLived: ServiceAccount;
  };
  close(): Promise<void>;
}

/** Starts a sandbox that remembers everything in memory, and nothing after it is closed. Throws when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { contract, port, tokenLifetime, variants = [] } = options;
  return serveInstance(withVariants(createInstance(contract, tokenLifetime), variants), port);
}

/** Starts a sandbox of parts that may have been exchanged. Throws when the port is taken. */
export async function serveInstance(instance: Instance, port = 0): Promise<Sandbox> {
  const server = createServer(instance);
  await server.listen({ host: '127.0.0.1', port });
  const address = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    accounts: instance.accounts,
    close: async () => {
      await server.close();
    },
  };
}
