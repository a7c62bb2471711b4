import jpeg from '@jimp/js-jpeg';
import png from '@jimp/js-png';
import { inflateSync } from 'node:zlib';
import { exifOrientation } from './exifOrientation.ts';
import { pictureHeader, pngPixelData } from './pictureHeader.ts';
import { pngRowBytes } from './pngRowBytes.ts';
import { squarePixels, turnedSquare, type Pixels } from './squarePixels.ts';

/** Side of Spotify's own covers, pixels. */
const largestSide = 640;
/** Sides to try, and qualities of each: what is smaller looks better than what is full of blocks. */
const sides = [largestSide, 512, 400, 300, 200, 100, 50];
const qualities = [90, 75, 60];

/** Most memory that decoding may take, in MB: 50 megapixels without thinned-out colours need about that. */
const maxDecodeMb = 1_200;
const maxMegapixels = 50;

/**
 * Makes a cover of a JPEG or PNG: a square JPEG, as good and large as fits. Nothing of the file but its pixels stays,
 * so no place and no camera is told.
 * @param maxBytes of its base64 text
 * @throws Error for what cannot be decoded
 */
export function fitCover(picture: Uint8Array, maxBytes: number): Uint8Array {
  const largest = Math.floor(maxBytes / 4) * 3;
  const pixels = decode(picture);
  const shorter = Math.min(pixels.width, pixels.height);
  const whole = turnedSquare(squarePixels(pixels, Math.min(shorter, largestSide)), exifOrientation(picture));
  for (const side of [whole.width, ...sides.filter((one) => one < whole.width)]) {
    const square = side === whole.width ? whole : squarePixels(whole, side);
    for (const quality of qualities) {
      const bytes = encode(square, quality);
      if (bytes.length <= largest) return bytes;
    }
  }
  throw new Error(`No cover of ${maxBytes} bytes can be made of this picture.`);
}

function decode(picture: Uint8Array): Pixels {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  const header = pictureHeader(picture);
  if (header?.kind === 'png') {
    checkInflated(picture);
    return png().decode(bytes);
  }
  return jpeg().decode(bytes, {
    // A cover that is half grey replaces one that is whole: rather none.
    tolerantDecoding: false,
    maxResolutionInMP: maxMegapixels,
    maxMemoryUsageInMB: maxDecodeMb,
  });
}

/**
 * The decoder unpacks an interlaced PNG whatever comes out, and a few kilobytes may be gigabytes; and where pixels are
 * missing it shows what lay in memory before.
 * @throws Error for fewer or more bytes than the picture's pixels take
 */
function checkInflated(picture: Uint8Array): void {
  const length = pngRowBytes(picture);
  const inflated = inflateSync(Buffer.concat([...pngPixelData(picture)]), { maxOutputLength: 2 * length });
  if (inflated.length < length) throw new Error(`The PNG holds ${inflated.length} of ${length} bytes.`);
}

function encode({ data, width, height }: Pixels, quality: number): Uint8Array {
  const bytes = jpeg().encode(
    { data: Buffer.from(data.buffer, data.byteOffset, data.byteLength), width, height },
    { quality },
  );
  return new Uint8Array(bytes);
}
