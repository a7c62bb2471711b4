import { jpegSegments } from './pictureHeader.ts';

const exifMarker = 0xe1;
const orientationTag = 0x0112;
/** `Exif\0\0`, behind the length of the segment. */
const exifName = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** How a camera held a JPEG (EXIF 2.32): 1 to 8; 1 for what says nothing or nothing that can be read. */
export function exifOrientation(bytes: Uint8Array): number {
  for (const { marker, at, length } of jpegSegments(bytes)) {
    const name = at + 2;
    if (marker !== exifMarker || !exifName.every((byte, index) => bytes[name + index] === byte)) continue;
    const tiff = bytes.subarray(name + exifName.length, at + length);
    return orientationIn(new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)) ?? 1;
  }
  return 1;
}

/** Reads the first directory of a TIFF header. */
function orientationIn(tiff: DataView): number | undefined {
  if (tiff.byteLength < 8) return undefined;
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return undefined;
  const entries = tiff.getUint16(directory, isLittle);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(entry, isLittle) !== orientationTag) continue;
    const value = tiff.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
