import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { setTimeout as elapsed } from 'node:timers/promises';
import { after, describe, test } from 'node:test';
import { rawServers } from '../../../support/raw-server.ts';

const { listening, send, close } = rawServers();
after(close);

const interim = 'HTTP/1.1 100 Continue\r\n\r\n';
const whole = (body: string): string =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`;

/** The result of a response that is sent in these pieces. */
async function received(...pieces: string[]): Promise<string> {
  const port = await listening((socket) => void written(socket, pieces));
  const { status, body } = await send(port, { method: 'POST', body: '{}' });
  return `${String(status)} ${body.toString()}`;
}

async function written(socket: Socket, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    socket.write(piece);
    await elapsed(20);
  }
}

describe('an unexpected interim response is skipped', () => {
  const cases: [title: string, ...pieces: string[]][] = [
    ['in one piece with the response', interim + whole('a')],
    ['before the response', interim, whole('a')],
    ['twice', interim + interim, interim, whole('a')],
    ['in small pieces', 'HT', 'TP/1.1 1', '00 Contin', 'ue\r\nx-a: 1\r', '\n\r', `\n${whole('a')}`],
    ['without a reason phrase', 'HTTP/1.1 100 \r\n\r\n', whole('a')],
    ['of another kind', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', whole('a')],
  ];
  for (const [title, ...pieces] of cases)
    test(title, async () => {
      assert.equal(await received(...pieces), '200 a');
    });

  test('and the same text in a body is kept', async () => {
    const [head = '', body = ''] = whole(interim).split(/(?<=\r\n\r\n)(?=HTTP)/);

    assert.equal(await received(head, body), `200 ${interim}`);
  });

  test('also at the next request of a connection', async () => {
    const response = (socket: Socket): void => void written(socket, [interim, whole('a')]);
    const sockets: Socket[] = [];
    const port = await listening((socket) => {
      sockets.push(socket);
      response(socket);
      socket.on('data', () => {
        response(socket);
      });
    });

    for (let count = 0; count < 3; count += 1) assert.equal((await send(port)).body.toString(), 'a');
    assert.ok(sockets.length < 3, 'no connection was used again');
  });
});
