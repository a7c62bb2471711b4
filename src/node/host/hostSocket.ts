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
import { isNewer } from './versionOrder.ts';

/** Raised with every change of the messages that an older build cannot follow. */
export const hostProtocol = 4;

/** How long a peer may take to answer the first message, ms. */
const handshakeMs = 2_000;

/** Failures to connect that say nothing about the holder: only a refused or missing address is a dead one. */
const ownTrouble = ['EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EAGAIN'];

/** Longest first message of a client, bytes: before it has shown the token, nothing long is kept for it. */
const maxHelloBytes = 4_096;

/** Many times the windows and programs of one person. */
const maxClients = 1_024;

const hello = z.object({ hello: z.string(), protocol: z.int(), version: z.string().default('0.0.0') });
const welcome = z.object({
  welcome: z.string(),
  protocol: z.int(),
  version: z.string(),
  /** The host gives the directory up, for a newer version asked; it has when the link closes. */
  leaves: z.boolean().optional(),
});

/** What a host does with those who showed the token. */
export interface Visitors {
  /** Takes a link whose other end speaks the same protocol. */
  onLink(link: MessageLink): void;
  /** Somebody of this version asks. @returns whether the host gives the directory up for it now */
  leavesFor(version: string): boolean;
  /** Keeps a link that only waits for the host's end. */
  onWaiting(link: MessageLink): void;
}

/** How a holder answered. */
export type Connection =
  | { readonly kind: 'open'; readonly link: MessageLink }
  /** It is giving the directory up, and closes the link when it has. */
  | { readonly kind: 'leaving'; readonly link: MessageLink }
  /** Nobody answers there any more. */
  | { readonly kind: 'gone' };

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

/** Listens for clients, and hands over each one that showed the token. */
export async function serveClients(record: HostRecord, visitors: Visitors): Promise<Server> {
  const server = createServer((socket) => void greet(socket, record, visitors));
  server.maxConnections = maxClients;
  server.listen(record.address);
  await once(server, 'listening');
  return server;
}

async function greet(socket: Socket, record: HostRecord, visitors: Visitors): Promise<void> {
  const link = socketLink(socket, maxHelloBytes);
  const message = hello.safeParse((await firstMessage(link)).message);
  if (!message.success || !sameSecret(message.data.hello, record.token)) {
    link.close();
    return;
  }
  const { protocol, version } = message.data;
  const isNewerOne = isNewer(version, record.version);
  const leaves = isNewerOne && visitors.leavesFor(version);
  socket.write(
    frame({ welcome: record.id, protocol: hostProtocol, version: record.version, ...(leaves && { leaves }) }),
  );
  if (leaves || (isNewerOne && protocol !== hostProtocol)) visitors.onWaiting(link);
  else if (protocol === hostProtocol) visitors.onLink(link);
  else socket.end();
}

/**
 * Connects to the holder of a record.
 * @param version of this process: a newer one asks the holder to give the directory up
 * @throws HostError `versionMismatch` if the holder speaks another protocol, `unreachable` if it is there but
 * does not answer: a busy host is not a dead one
 */
export async function connectToHost(record: HostRecord, version: string): Promise<Connection> {
  const socket = connect(record.address);
  const link = socketLink(socket);
  let refusal: string | undefined;
  socket.once('error', (error: NodeJS.ErrnoException) => {
    refusal = error.code;
  });
  socket.write(frame({ hello: record.token, protocol: hostProtocol, version }));
  const first = await firstMessage(link);
  const message = welcome.safeParse(first.message);
  if (message.success && message.data.welcome === record.id) {
    if (message.data.leaves === true) return { kind: 'leaving', link };
    if (message.data.protocol === hostProtocol) return { kind: 'open', link };
    // An older one keeps the link until it is done; whether that is soon is for the caller to see.
    if (isNewer(version, message.data.version)) return { kind: 'leaving', link };
    link.close();
    throw otherVersion(message.data.version, version);
  }
  link.close();
  if (first.silent || ownTrouble.includes(refusal ?? '')) throw noAnswer(record);
  return { kind: 'gone' };
}

/** The holder speaks another protocol, and does not give the directory up. */
export function otherVersion(theirs: string, own: string): HostError {
  const isTheirsNewer = isNewer(theirs, own);
  return new HostError(
    'versionMismatch',
    isTheirsNewer
      ? `A newer Backbeat, version ${theirs}, is using this data directory; this one is ${own}.`
      : `Another Backbeat, version ${theirs}, is using this data directory and is still at work.`,
    {
      hint: isTheirsNewer
        ? 'Bring this one to the same version: reload the window, or update the program.'
        : 'Wait for its work to end, or close that window or program, and try again.',
    },
  );
}

function noAnswer({ pid }: HostRecord): HostError {
  return new HostError('unreachable', `The running Backbeat (process ${pid}) does not answer.`, {
    hint: 'Wait for its work to end, or close that window or program, and try again.',
  });
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
