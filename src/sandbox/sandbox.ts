import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/operations.ts';
import type { Fault } from './faults/fault.ts';
import { tampered } from './faults/tampered.ts';
import type { Tampering } from './faults/tampering.ts';
import { createInstance, type Instance } from './http/instance.ts';
import { createServer } from './http/server.ts';
import type { ServiceAccount } from './http/service-accounts.ts';
import { withVariants, type Variant } from './variants/index.ts';

export type { ServiceAccount } from './http/service-accounts.ts';

/** What a sandbox is started with. */
export interface SandboxOptions {
  contract: Contract;
  /** 0, or left out, for a free one. */
  port?: number;
  /** Seconds that an access token is good for; 3600 when left out. */
  tokenLifetime?: number;
  /** Legal differences that it has; none when left out. */
  variants?: readonly Variant[];
  /** A defect that it has; none when left out. */
  fault?: Pick<Fault, 'tampering'>;
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
  const { contract, port, tokenLifetime, variants = [], fault } = options;
  const instance = withVariants(createInstance(contract, tokenLifetime), variants);
  return serveInstance(instance, port, fault?.tampering());
}

/** Starts a sandbox of parts that may have been exchanged. Throws when the port is taken. */
export async function serveInstance(instance: Instance, port = 0, fault?: Tampering): Promise<Sandbox> {
  const server = createServer(instance);
  const outer = fault && tampered(server, fault);
  if (outer) await once(outer.listen(port, '127.0.0.1'), 'listening');
  else await server.listen({ host: '127.0.0.1', port });
  const address = (outer ?? server.server).address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    accounts: instance.accounts,
    close: async () => {
      outer?.close().closeAllConnections();
      await server.close();
    },
  };
}
