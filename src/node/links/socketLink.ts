import type { Socket } from 'node:net';
import type { MessageLink } from '../../protocol/messages.ts';

/** Longest frame that is accepted, bytes: far above any answer, far below what would hurt. */
const maxFrameBytes = 64 * 1024 * 1024;
const headerBytes = 4;

/**
 * A link over a socket: each message is its length (4 bytes, big-endian) and its JSON.
 * @param firstFrameBytes longest first message, for those who have not said yet who they are
 */
export function socketLink(socket: Socket, firstFrameBytes = maxFrameBytes): MessageLink {
  let listener: ((message: unknown) => void) | undefined;
  const waiting: unknown[] = [];
  readFrames(socket, firstFrameBytes, (message) => {
    if (listener === undefined) waiting.push(message);
    else listener(message);
  });
  return {
    send: (message) => {
      if (socket.writable) socket.write(frame(message));
    },
    onMessage: (next) => {
      listener = next;
      while (listener !== undefined && waiting.length > 0) listener(waiting.shift());
    },
    onClose: (closed) => {
      if (socket.destroyed) queueMicrotask(closed);
      else socket.once('close', closed);
    },
    close: () => {
      socket.destroy();
    },
  };
}

/** The next message that arrives, before a peer takes the link over. */
export function frame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const framed = Buffer.allocUnsafe(headerBytes + body.length);
  framed.writeUInt32BE(body.length, 0);
  body.copy(framed, headerBytes);
  return framed;
}

function readFrames(socket: Socket, firstFrameBytes: number, onMessage: (message: unknown) => void): void {
  let chunks: Buffer[] = [];
  let buffered = 0;
  let needed = headerBytes;
  let longest = firstFrameBytes;
  const fail = (error: Error): void => void socket.destroy(error);
  socket.on('error', () => undefined); // 'close' follows and is what the link reports
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    buffered += chunk.length;
    // Joining what is there at every chunk would cost the square of a long frame.
    if (buffered < needed) return;
    let rest = chunks.length === 1 ? chunk : Buffer.concat(chunks, buffered);
    needed = headerBytes;
    while (rest.length >= needed && !socket.destroyed) {
      const length = rest.readUInt32BE(0);
      if (length > longest) {
        fail(new Error(`a frame of ${length} bytes is too long`));
        return;
      }
      needed = headerBytes + length;
      if (rest.length < needed) break;
      const body = rest.subarray(headerBytes, needed);
      rest = rest.subarray(needed);
      needed = headerBytes;
      longest = maxFrameBytes;
      try {
        onMessage(JSON.parse(body.toString('utf8')));
      } catch (error) {
        fail(error as Error);
        return;
      }
    }
    chunks = [rest];
    buffered = rest.length;
  });
}
