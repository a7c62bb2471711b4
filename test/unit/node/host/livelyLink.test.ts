import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from 'node:net';
import { livelyLink } from '../../../../src/node/host/livelyLink.ts';
import { newHostAddress, removeHostAddress } from '../../../../src/node/host/hostAddress.ts';
import { socketLink } from '../../../../src/node/links/socketLink.ts';
import { deferred } from '../../../fixtures/deferred.ts';

let address: string;
let server: Server;
let near: Socket;
let far: Socket;

beforeEach(async () => {
  address = newHostAddress();
  server = createServer();
  server.listen(address);
  await once(server, 'listening');
  near = connect(address);
  [far] = (await once(server, 'connection')) as [Socket];
});
afterEach(() => {
  near.destroy();
  far.destroy();
  server.close();
  removeHostAddress(address);
});

const message = { type: 'cancel', id: 7 } as const;

describe('a link that asks for signs of life', () => {
  it('closes when the other side stands still, though its socket is open', async () => {
    far.pause();
    const closed = deferred();
    livelyLink(socketLink(near), 5).onClose(closed.resolve);
    await closed.promise;
    expect(far.destroyed).toBe(false);
  });

  it('stays open for a side that says nothing but lives, and passes messages on alone', async () => {
    const heard = deferred<unknown>();
    const other = livelyLink(socketLink(far));
    other.onMessage(heard.resolve);
    const link = livelyLink(socketLink(near), 40);
    await new Promise((resolve) => setTimeout(resolve, 400));
    link.send(message);
    expect(await heard.promise).toEqual(message);
    expect(near.destroyed).toBe(false);
  });
});
