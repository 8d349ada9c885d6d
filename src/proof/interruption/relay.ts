import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A relay on loopback in front of a target: when it is cut, the target seems to have lost its power. */
export interface Relay {
  url: string;
  /** Resets every connection, and every new one, until it is restored. */
  cut: () => void;
  restore: () => void;
  /** Stops listening and cuts every connection. */
  close: () => Promise<void>;
}

/** Starts a relay of TCP connections to a target. */
export async function startRelay(target: string): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) socket.resetAndDestroy();
    else joined(sockets, socket, target);
  });
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    cut,
    restore: () => {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        cut();
      }),
  };
}

/** Passes the data of a connection to the target and back; when one side closes, the other side is closed too. */
function joined(sockets: Set<Socket>, socket: Socket, target: string): void {
  const { hostname, port } = new URL(target);
  const behind = connect(Number(port), hostname);
  const pairs = [
    [socket, behind],
    [behind, socket],
  ] as const;
  for (const [one, other] of pairs) {
    sockets.add(one);
    one.on('error', () => undefined);
    one.on('close', () => {
      sockets.delete(one);
      other.destroy();
    });
  }
  socket.pipe(behind).pipe(socket);
}
