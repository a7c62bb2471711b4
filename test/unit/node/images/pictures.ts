import jpeg from '@jimp/js-jpeg';
import png from '@jimp/js-png';
import { crc32, deflateSync } from 'node:zlib';

export type Rgba = readonly [number, number, number, number];
export type Paint = (x: number, y: number) => Rgba;

function bitmap(
  width: number,
  height: number,
  paint: Paint,
): { data: Buffer; width: number; height: number } {
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(paint(x, y), (y * width + x) * 4);
  }
  return { data, width, height };
}

export function jpegOf(width: number, height: number, paint: Paint): Uint8Array {
  return new Uint8Array(jpeg().encode(bitmap(width, height, paint), { quality: 95 }));
}

export function pngOf(width: number, height: number, paint: Paint): Uint8Array {
  return new Uint8Array(png().encode(bitmap(width, height, paint), { deflateLevel: 1 }));
}

/** Colour of the pixel of a JPEG, roughly: 0, 128 or 255 for each part. */
export function colourAt(bytes: Uint8Array, x: number, y: number): readonly number[] {
  const { data, width } = jpeg().decode(Buffer.from(bytes));
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)].map(
    (part) => Math.round(part / 127.5) * 127.5,
  );
}

export function sizeOf(bytes: Uint8Array): readonly [number, number] {
  const { width, height } = jpeg().decode(Buffer.from(bytes));
  return [width, height];
}

/** A JPEG with a note of how the camera was held, of either byte order. */
export function heldAs(bytes: Uint8Array, orientation: number, isLittle: boolean): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(26));
  tiff.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, isLittle);
  tiff.setUint32(4, 8, isLittle);
  tiff.setUint16(8, 1, isLittle);
  tiff.setUint16(10, 0x0112, isLittle);
  tiff.setUint16(12, 3, isLittle);
  tiff.setUint32(14, 1, isLittle);
  tiff.setUint16(18, orientation, isLittle);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff.buffer)]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, 2), head, body, bytes.subarray(2)]));
}

/** A PNG of a few bytes that claims any size, and may hold more or less than that. */
export function boastfulPng(
  width: number,
  height: number,
  { holds = 100, isInterlaced = false }: { holds?: number; isInterlaced?: boolean } = {},
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, isInterlaced ? 1 : 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(content), 4);
    return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
  };
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(holds))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}
