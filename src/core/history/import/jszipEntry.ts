import type { JSZipObject } from 'jszip';
import { ImportError } from '../../errors.ts';
import type { ExpectedContent } from '../../ports.ts';

/** Compressed content of a ZIP entry as it lies in the archive. */
export interface PackedContent extends ExpectedContent {
  readonly method: 'store' | 'deflate';
  readonly bytes: Uint8Array;
}

/** jszip's documented stream of an entry, which its types leave out. */
interface InternalStream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
  pause(): this;
  resume(): this;
}

/**
 * The compressed bytes of an entry. jszip keeps them in a field that is not part of its API, so the shape is
 * checked; `undefined` where it does not fit, and {@link unpackByJszip} is the way.
 */
export function packedContent(entry: JSZipObject): PackedContent | undefined {
  const data: unknown = Reflect.get(entry, '_data');
  if (typeof data !== 'object' || data === null) return undefined;
  const field = (name: string): unknown => Reflect.get(data, name);
  const compression = field('compression');
  const magic: unknown =
    typeof compression === 'object' && compression !== null ? Reflect.get(compression, 'magic') : undefined;
  const method = magic === '\x00\x00' ? 'store' : magic === '\x08\x00' ? 'deflate' : undefined;
  const [bytes, compressedSize, size, crc32] = [
    field('compressedContent'),
    field('compressedSize'),
    field('uncompressedSize'),
    field('crc32'),
  ];
  if (method === undefined || !(bytes instanceof Uint8Array) || bytes.length !== unsigned(compressedSize)) {
    return undefined;
  }
  if (typeof size !== 'number' || typeof crc32 !== 'number') return undefined;
  return { method, bytes, size: unsigned(size), crc32: unsigned(crc32) };
}

/** jszip reads 32 bits with a sign. */
function unsigned(value: unknown): number {
  return typeof value === 'number' ? (value < 0 ? value >>> 0 : value) : Number.NaN;
}

/** The content of an entry by jszip alone: slower, and on this thread. */
export async function* unpackByJszip(entry: JSZipObject): AsyncGenerator<Uint8Array> {
  const start: unknown = Reflect.get(entry, 'internalStream');
  if (typeof start !== 'function')
    throw new ImportError('unreadable', 'This version of jszip cannot unpack it.');
  const stream = Reflect.apply(start, entry, ['uint8array']) as InternalStream;
  const chunks: Uint8Array[] = [];
  let state: 'open' | 'ended' | { failed: Error } = 'open';
  let wake = (): void => undefined;
  const arrival = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      stream.resume();
    });
  stream
    .on('data', (chunk) => {
      chunks.push(chunk);
      stream.pause();
      wake();
    })
    .on('error', (failed) => {
      state = { failed };
      wake();
    })
    .on('end', () => {
      state = 'ended';
      wake();
    });
  try {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk !== undefined) yield chunk;
      else if (state === 'open') await arrival();
      else break;
    }
    rethrow(state);
  } finally {
    stream.pause();
  }
}

function rethrow(state: 'open' | 'ended' | { failed: Error }): void {
  if (typeof state === 'string') return;
  throw new ImportError('unreadable', 'The compressed data is damaged.', { cause: state.failed });
}
