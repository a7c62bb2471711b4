import { createGunzip, createInflateRaw, type ZlibOptions } from 'node:zlib';
import { ImportError } from '../core/errors.ts';
import type { ExpectedContent, InflateRaw } from '../core/ports.ts';

/** Chunks as large as a block of the reader; four of them are kept ahead, so that inflating overlaps with reading. */
const options: ZlibOptions = { chunkSize: 256 * 1024 };
const chunksAhead = 4;
const gzipHeader = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/**
 * {@link InflateRaw} on zlib, in libuv's pool. Where the content is known beforehand, the data is dressed as gzip:
 * zlib then checks length and CRC-32 in the pool too.
 */
export const inflateRaw: InflateRaw = async function* (compressed, expected) {
  const readable = { ...options, readableObjectMode: true, readableHighWaterMark: chunksAhead };
  const stream = expected === undefined ? createInflateRaw(readable) : createGunzip(readable);
  if (expected !== undefined) stream.write(gzipHeader);
  stream.write(compressed);
  stream.end(expected === undefined ? undefined : gzipTrailer(expected));
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (cause) {
    throw new ImportError('unreadable', sentenceOf(cause), { cause });
  }
};

function gzipTrailer({ crc32, size }: ExpectedContent): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, crc32, true);
  trailer.setUint32(4, size % 2 ** 32, true);
  return new Uint8Array(trailer.buffer);
}

function sentenceOf(cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : '';
  if (reason === 'incorrect data check')
    return 'The checksum does not match: some of its values may be wrong.';
  if (reason === 'incorrect length check') return 'Its length is not the one that the ZIP states.';
  if (reason === 'unexpected end of file') return 'The compressed data ends too early.';
  return 'The compressed data is damaged.';
}
