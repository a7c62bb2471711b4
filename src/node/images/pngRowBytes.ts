/** Samples of a pixel by colour type (W3C PNG specification, 11.2.1). */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Where each of the seven passes of an interlaced PNG begins, and its steps (8.2, Adam7). */
const adam7 = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];
const onePass = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];

/**
 * Bytes that the rows of a PNG take when unpacked, the filter byte in front of each included.
 * @throws Error for a colour type that does not exist
 */
export function pngRowBytes(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [bitDepth, colourType, interlaceMethod] = [view.getUint8(24), view.getUint8(25), view.getUint8(28)];
  const samples = samplesOf[colourType];
  if (samples === undefined) throw new Error(`A PNG has no colour type ${colourType}.`);
  const bytesOf = ({ x, y, stepX, stepY }: (typeof adam7)[number]): number => {
    const columns = Math.ceil((width - x) / stepX);
    const rows = Math.ceil((height - y) / stepY);
    return columns > 0 && rows > 0 ? rows * (1 + Math.ceil((columns * samples * bitDepth) / 8)) : 0;
  };
  return (interlaceMethod === 0 ? onePass : adam7).reduce((total, pass) => total + bytesOf(pass), 0);
}
