import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { HostError } from '../../core/errors.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import { frame, socketLink } from '../links/socketLink.ts';
import type { HostRecord } from './hostRecord.ts';

/** Raised with every change of the messages that an older build cannot follow. */
export const hostProtocol = 3;

/** How long a peer may take to answer the first message, ms. */
const handshakeMs = 2_000;

/** Failures to connect that say nothing about the holder: only a refused or missing address is a dead one. */
const ownTrouble = ['EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EAGAIN'];

const hello = z.object({ hello: z.string(), protocol: z.int() });
const welcome = z.object({ welcome: z.string(), protocol: z.int(), version: z.string() });

/** A new address that no other user can reach: a socket in a 0700 folder, or a pipe with a random name. */
export function newHostAddress(): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\backbeat-${randomUUID()}`;
  const folder = mkdtempSync(join(tmpdir(), 'backbeat-'));
  chmodSync(folder, 0o700);
  return join(folder, 'host.sock');
}

/** Removes what {@link newHostAddress} made, ours or a dead holder's. */
export function removeHostAddress(address: string): void {
  const folder = dirname(resolve(address));
  const made = dirname(folder) === resolve(tmpdir()) && basename(folder).startsWith('backbeat-');
  if (process.platform !== 'win32' && made) rmSync(folder, { recursive: true, force: true });
}

/** Listens for clients; `onLink` gets each one that showed the token. */
export async function serveClients(record: HostRecord, onLink: (link: MessageLink) => void): Promise<Server> {
  const server = createServer((socket) => void greet(socket, record, onLink));
  server.listen(record.address);
  await once(server, 'listening');
  return server;
}

async function greet(socket: Socket, record: HostRecord, onLink: (link: MessageLink) => void): Promise<void> {
  const link = socketLink(socket);
  const message = hello.safeParse((await firstMessage(link)).message);
  if (!message.success || !sameSecret(message.data.hello, record.token)) {
    link.close();
    return;
  }
  socket.write(frame({ welcome: record.id, protocol: hostProtocol, version: record.version }));
  if (message.data.protocol === hostProtocol) onLink(link);
  else socket.end();
}

/**
 * Connects to the holder of a record.
 * @returns `undefined` if nobody answers there any more: the record is stale
 * @throws HostError `versionMismatch` if the holder speaks another protocol, `unreachable` if it is there but
 * does not answer: a busy host is not a dead one
 */
export async function connectToHost(record: HostRecord): Promise<MessageLink | undefined> {
  const socket = connect(record.address);
  const link = socketLink(socket);
  let refusal: string | undefined;
  socket.once('error', (error: NodeJS.ErrnoException) => {
    refusal = error.code;
  });
  socket.write(frame({ hello: record.token, protocol: hostProtocol }));
  const first = await firstMessage(link);
  const message = welcome.safeParse(first.message);
  if (message.success && message.data.welcome === record.id && message.data.protocol === hostProtocol)
    return link;
  link.close();
  if (first.silent || ownTrouble.includes(refusal ?? '')) {
    throw new HostError('unreachable', `The running Backbeat (process ${record.pid}) does not answer.`, {
      hint: 'Wait for its work to end, or close that window or program, and try again.',
    });
  }
  if (message.success && message.data.protocol !== hostProtocol) {
    throw new HostError(
      'versionMismatch',
      `Another Backbeat, version ${message.data.version}, is using this data directory.`,
      { hint: 'Close the other window or program, or bring both to the same version.' },
    );
  }
  return undefined;
}

/** The first message of a link, if there is one; `silent` if the link stays open without a word. */
function firstMessage(link: MessageLink): Promise<{ message?: unknown; silent: boolean }> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ silent: true });
    }, handshakeMs);
    link.onMessage((message) => {
      clearTimeout(timer);
      link.onMessage(undefined);
      resolve({ message, silent: false });
    });
    link.onClose(() => {
      clearTimeout(timer);
      resolve({ silent: false });
    });
  });
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
