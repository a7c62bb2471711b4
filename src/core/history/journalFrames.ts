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

/** Where whole records lie in a file: from a byte up to, not including, another. */
export type ByteRange = readonly [from: number, to: number];

export interface JournalContent {
  readonly frames: readonly JournalFrame[];
  /** All that {@link frames} came from, ascending. */
  readonly whole: readonly ByteRange[];
  /**
   * What else there is. `torn`: at the end a part of a record, as a write leaves it that never finished.
   * `damaged`: anything else, wherever it is.
   */
  readonly tail: 'none' | 'torn' | 'damaged';
}

const newline = 0x0a;
const longestHead = 64;
const headPattern = /^(\d+) (\d+) (\d+) ([0-9a-f]{8})$/;

/** A record as bytes: a line `generation schema length checksum`, then a line of JSON. */
export function encodeFrame(generation: number, schema: number, json: string): Uint8Array {
  const body = new TextEncoder().encode(json);
  const facts = `${generation} ${schema} ${body.length}`;
  const head = new TextEncoder().encode(`${facts} ${hex(headSum(facts, checksum(body)))}\n`);
  const frame = new Uint8Array(head.length + body.length + 1);
  frame.set(head);
  frame.set(body, head.length);
  frame[frame.length - 1] = newline;
  return frame;
}

/** Reads a journal. A damaged record is passed over: those after it are found by their own checksums. */
export function decodeFrames(bytes: Uint8Array): JournalContent {
  const frames: JournalFrame[] = [];
  const whole: [number, number][] = [];
  let at = 0;
  let isDamaged = false;
  while (at < bytes.length) {
    const read = readFrame(bytes, at);
    if (typeof read === 'object') {
      frames.push(read.frame);
      const last = whole.at(-1);
      if (last?.[1] === at) last[1] = read.end;
      else whole.push([at, read.end]);
      at = read.end;
      continue;
    }
    const next = nextFrame(bytes, at);
    if (next === undefined) {
      // Sectors that a power cut kept from the medium are zeros; a record that was finished has none.
      const isUnfinished = read === 'torn' || bytes.includes(0, at);
      return { frames, whole, tail: isDamaged || !isUnfinished ? 'damaged' : 'torn' };
    }
    isDamaged = true;
    at = next;
  }
  return { frames, whole, tail: isDamaged ? 'damaged' : 'none' };
}

function readFrame(bytes: Uint8Array, at: number): { frame: JournalFrame; end: number } | 'torn' | 'damaged' {
  const headEnd = bytes.subarray(at, at + longestHead).indexOf(newline);
  if (headEnd < 0) return bytes.length - at < longestHead ? 'torn' : 'damaged';
  const match = headPattern.exec(new TextDecoder().decode(bytes.subarray(at, at + headEnd)));
  if (match === null) return 'damaged';
  const bodyStart = at + headEnd + 1;
  const bodyEnd = bodyStart + Number(match[3]);
  if (bodyEnd >= bytes.length) {
    // A write that never finished leaves no end of a line, but for that of the head.
    return bytes.subarray(bodyStart).includes(newline) ? 'damaged' : 'torn';
  }
  const body = bytes.subarray(bodyStart, bodyEnd);
  const sum = checksum(body);
  const facts = `${match[1]} ${match[2]} ${match[3]}`;
  // The body alone: so it was before the head was in the sum.
  const isGood = [hex(headSum(facts, sum)), hex(sum)].includes(String(match[4]));
  if (!isGood) return 'damaged';
  const text = (): string => new TextDecoder().decode(body);
  return { frame: { generation: Number(match[1]), schema: Number(match[2]), text }, end: bodyEnd + 1 };
}

/** Where the next whole record begins; each begins a line. */
function nextFrame(bytes: Uint8Array, after: number): number | undefined {
  for (let at = bytes.indexOf(newline, after); at >= 0; at = bytes.indexOf(newline, at + 1)) {
    if (typeof readFrame(bytes, at + 1) === 'object') return at + 1;
  }
  return undefined;
}

/** The sum over the head as well: a generation that is read wrongly would have the record passed over. */
function headSum(facts: string, bodySum: number): number {
  return checksum(new TextEncoder().encode(`${facts} ${hex(bodySum)}`));
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}
