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

/** The options of a sandbox. */
export interface SandboxOptions {
  contract: Contract;
  /** The TCP port; a free one for 0 or undefined. */
  port?: number;
  /** The lifetime of an access token in seconds; 3600 by default. */
  tokenLifetime?: number;
  /** The legal differences of the sandbox; none by default. */
  variants?: readonly Variant[];
  /** The defect of the sandbox; none by default. */
  fault?: Pick<Fault, 'tampering'>;
}

/** A running stand-in API, with two empty business accounts. */
export interface Sandbox {
  /** Its base URL, on the loopback interface. */
  url: string;
  accounts: {
    first: ServiceAccount;
    /** Belongs to another business account. */
    other: ServiceAccount;
    /** Belongs to the business account of `first`; its tokens live for 1 s. */
    shortLived: ServiceAccount;
  };
  close(): Promise<void>;
}

/** Starts a sandbox that keeps its data in memory until it is closed. Throws when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { contract, port, tokenLifetime, variants = [], fault } = options;
  const instance = withVariants(createInstance(contract, tokenLifetime), variants);
  return serveInstance(instance, port, fault?.tampering());
}

/** Starts a sandbox from an instance, whose parts may have been replaced. Throws when the port is taken. */
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
