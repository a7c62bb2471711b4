import { checksum } from './checksum.ts';

/** One record of the journal. */
export interface JournalFrame {
  /** Generation of the snapshot that was the newest when the record was written. */
  readonly generation: number;
  /** Schema version of the Backbeat that wrote it. */
  readonly schema: number;
  /** The operation as JSON; decoded only where it is needed. */
  readonly text: () => string;
}

export interface JournalContent {
  readonly frames: readonly JournalFrame[];
  /** Bytes up to the end of the last good record. */
  readonly goodBytes: number;
  /**
   * What follows them. `torn`: the beginning of a record, as a write leaves it that never finished. `damaged`:
   * anything else.
   */
  readonly tail: 'none' | 'torn' | 'damaged';
}

const newline = 0x0a;
const longestHead = 64;
const headPattern = /^(\d+) (\d+) (\d+) ([0-9a-f]{8})$/;

/** A record as bytes: a line `generation schema length checksum`, then a line of JSON. */
export function encodeFrame(generation: number, schema: number, json: string): Uint8Array {
  const body = new TextEncoder().encode(json);
  const sum = checksum(body).toString(16).padStart(8, '0');
  const head = new TextEncoder().encode(`${generation} ${schema} ${body.length} ${sum}\n`);
  const frame = new Uint8Array(head.length + body.length + 1);
  frame.set(head);
  frame.set(body, head.length);
  frame[frame.length - 1] = newline;
  return frame;
}

/** Reads a journal up to its first damage. */
export function decodeFrames(bytes: Uint8Array): JournalContent {
  const frames: JournalFrame[] = [];
  const decoder = new TextDecoder();
  let at = 0;
  const end = (tail: JournalContent['tail']): JournalContent => ({ frames, goodBytes: at, tail });
  while (at < bytes.length) {
    const headEnd = bytes.subarray(at, at + longestHead).indexOf(newline);
    if (headEnd < 0) return end(bytes.length - at < longestHead ? 'torn' : 'damaged');
    const match = headPattern.exec(decoder.decode(bytes.subarray(at, at + headEnd)));
    if (match === null) return end('damaged');
    const bodyStart = at + headEnd + 1;
    const bodyEnd = bodyStart + Number(match[3]);
    if (bodyEnd >= bytes.length) return end('torn');
    const body = bytes.subarray(bodyStart, bodyEnd);
    if (bytes[bodyEnd] !== newline || checksum(body) !== Number.parseInt(String(match[4]), 16)) {
      return end('damaged');
    }
    frames.push({
      generation: Number(match[1]),
      schema: Number(match[2]),
      text: () => decoder.decode(body),
    });
    at = bodyEnd + 1;
  }
  return end('none');
}
