/** What the first bytes of a picture say of it. */
export interface PictureHeader {
  readonly kind: 'jpeg' | 'png';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Reads kind and size of a JPEG (ISO 10918-1) or PNG (W3C PNG specification) without decoding it.
 * @returns `undefined` for what is neither, or has no size where it must be
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  if (pngSignature.every((byte, at) => bytes[at] === byte)) return pngHeader(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegHeader(bytes);
  return undefined;
}

function pngHeader(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isHeader = view.getUint32(12) === 0x49_48_44_52; // IHDR
  return isHeader ? sized('png', view.getUint32(16), view.getUint32(20)) : undefined;
}

/** The parts of a PNG in which its pixels lie, compressed. */
export function* pngPixelData(bytes: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = pngSignature.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const isPixels = view.getUint32(at + 4) === 0x49_44_41_54; // IDAT
    if (isPixels) yield bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
}

function jpegHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { marker, at } of jpegSegments(bytes)) {
    // Start of frame, of whatever coding; C4, C8 and CC are tables.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (!isFrame) continue;
    return at + 7 <= bytes.length ? sized('jpeg', view.getUint16(at + 5), view.getUint16(at + 3)) : undefined;
  }
  return undefined;
}

/** A stretch of a JPEG; `at` is where its length stands. */
interface Segment {
  readonly marker: number;
  readonly at: number;
  /** Bytes, those of the length included. */
  readonly length: number;
}

/** The segments in front of the pixels. */
export function* jpegSegments(bytes: Uint8Array): Generator<Segment> {
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2; // has no length
      continue;
    }
    if (marker === 0xd9) return;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return;
    yield { marker, at: at + 2, length };
    if (marker === 0xda) return;
    at += 2 + length;
  }
}

function sized(kind: PictureHeader['kind'], width: number, height: number): PictureHeader | undefined {
  return width > 0 && height > 0 ? { kind, width, height } : undefined;
}
