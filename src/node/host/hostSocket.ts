import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import * as z from 'zod';
import { HostError } from '../../core/errors.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import { frame, socketLink } from '../links/socketLink.ts';
import type { ShownDirectory } from './directoryProof.ts';
import { addressState, socketPath } from './hostAddress.ts';
import type { HostRecord } from './hostRecord.ts';
import { isNewer } from './versionOrder.ts';

/** Raised with every change of the messages that an older build cannot follow. */
export const hostProtocol = 5;

/** How long a peer may take to answer the first message, ms. */
const handshakeMs = 2_000;

/** Failures to connect that say nothing about the holder: only a refused or missing address is a dead one. */
const ownTrouble = ['EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EAGAIN'];

/** Longest first message of a client, bytes: before it has shown the token, nothing long is kept for it. */
const maxHelloBytes = 4_096;

/** Many times the windows and programs of one person. */
const maxClients = 1_024;

const hello = z.object({
  hello: z.string(),
  protocol: z.int(),
  version: z.string().default('0.0.0'),
  directory: z.string().optional(),
  proof: z.uuid().optional(),
});
const welcome = z.object({
  welcome: z.string(),
  protocol: z.int(),
  version: z.string(),
  /** The host gives the directory up, for a newer version asked; it has when the link closes. */
  leaves: z.boolean().optional(),
  /** The host holds another directory than the one that was shown. */
  elsewhere: z.boolean().optional(),
});

/** What a host does with those who showed the token. */
export interface Visitors {
  /** @returns whether the directory that is shown is the one that is held; default yes */
  holds?(shown: ShownDirectory): boolean;
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
  /** It holds another directory: the record is a copy. */
  | { readonly kind: 'elsewhere' }
  /** Nothing is said there: no host of this user made such an address. */
  | { readonly kind: 'foreign' }
  /** There is no such address: it was removed, or the holder's temporary files are not those of this process. */
  | { readonly kind: 'missing' }
  /** Nobody answers there any more. */
  | { readonly kind: 'gone' };

/**
 * Listens for clients, and hands over each one that showed the token.
 * @param address where the record's address is now, if it is still to be moved there
 * @throws the system's error
 */
export async function serveClients(
  record: HostRecord,
  visitors: Visitors,
  address = record.address,
): Promise<Server> {
  const server = createServer((socket) => void greet(socket, record, visitors));
  server.maxConnections = maxClients;
  const way = socketPath(address);
  if (way === undefined) throw new Error(`the path ${address} is too long for a socket`);
  // Not earlier: the socket is removed by the path by which it was made.
  server.once('close', () => {
    way.close();
  });
  try {
    server.listen(way.path);
    await once(server, 'listening');
    if (process.platform !== 'win32') chmodSync(way.path, 0o600);
    return server;
  } catch (error) {
    if (server.listening) server.close();
    else way.close();
    throw error;
  }
}

async function greet(socket: Socket, record: HostRecord, visitors: Visitors): Promise<void> {
  const link = socketLink(socket, maxHelloBytes);
  const message = hello.safeParse((await firstMessage(link)).message);
  if (!message.success || !sameSecret(message.data.hello, record.token)) {
    link.close();
    return;
  }
  const { protocol, version, directory, proof } = message.data;
  const own = { welcome: record.id, protocol: hostProtocol, version: record.version };
  // Builds of before showed none, and are only told the version.
  const showsNothing = protocol < hostProtocol && directory === undefined && proof === undefined;
  if (!showsNothing && visitors.holds?.({ directory, proof }) === false) {
    socket.end(frame({ ...own, elsewhere: true }));
    return;
  }
  const isNewerOne = isNewer(version, record.version);
  const leaves = isNewerOne && visitors.leavesFor(version);
  socket.write(frame({ ...own, ...(leaves && { leaves }) }));
  if (leaves || (isNewerOne && protocol !== hostProtocol)) visitors.onWaiting(link);
  else if (protocol === hostProtocol) visitors.onLink(link);
  else socket.end();
}

/**
 * Connects to the holder of a record.
 * @param version of this process: a newer one asks the holder to give the directory up
 * @param shown the directory in which the record was found
 * @throws HostError `versionMismatch` if the holder speaks another protocol, `unreachable` if it is there but
 * does not answer: a busy host is not a dead one
 */
export async function connectToHost(
  record: HostRecord,
  version: string,
  shown: ShownDirectory = {},
): Promise<Connection> {
  const state = addressState(record.address, record.inClaim === true);
  if (state === 'hidden') throw noAnswer(record);
  // Whoever reads a claim sees all that is in its folder, and so a socket that is missing there is nowhere.
  if (state === 'missing' && record.inClaim === true) return { kind: 'gone' };
  if (state !== 'ours') return { kind: state };
  const way = socketPath(record.address);
  if (way === undefined) throw noAnswer(record);
  try {
    return await connectBy(way.path, record, version, shown);
  } finally {
    way.close();
  }
}

async function connectBy(
  path: string,
  record: HostRecord,
  version: string,
  shown: ShownDirectory,
): Promise<Connection> {
  const socket = connect(path);
  const link = socketLink(socket);
  let refusal: string | undefined;
  socket.once('error', (error: NodeJS.ErrnoException) => {
    refusal = error.code;
  });
  socket.write(frame({ hello: record.token, protocol: hostProtocol, version, ...shown }));
  const first = await firstMessage(link);
  const message = welcome.safeParse(first.message);
  if (message.success && message.data.welcome === record.id) {
    if (message.data.elsewhere === true) {
      link.close();
      return { kind: 'elsewhere' };
    }
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
