/** A picture as rows of red, green, blue and alpha, a byte each. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A source column or row that goes into a target pixel, and how much of it. */
interface Share {
  readonly at: number;
  readonly weight: number;
}

/**
 * The square around the middle of a picture, on white, made smaller by averaging the area behind each pixel.
 * @param side of the square that comes out, in pixels; at most the shorter side of the picture
 */
export function squarePixels({ data, width, height }: Pixels, side: number): Pixels {
  const taken = Math.min(width, height);
  const columns = sharesOf(Math.floor((width - taken) / 2), taken, side);
  const rows = sharesOf(Math.floor((height - taken) / 2), taken, side);
  const out = new Uint8Array(side * side * 4);
  let target = 0;
  for (const fromRows of rows) {
    for (const fromColumns of columns) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (const row of fromRows) {
        for (const column of fromColumns) {
          const source = (row.at * width + column.at) * 4;
          const weight = row.weight * column.weight;
          const alpha = (data[source + 3] ?? 255) / 255;
          const white = 255 * (1 - alpha);
          red += weight * ((data[source] ?? 0) * alpha + white);
          green += weight * ((data[source + 1] ?? 0) * alpha + white);
          blue += weight * ((data[source + 2] ?? 0) * alpha + white);
        }
      }
      out[target] = Math.round(red);
      out[target + 1] = Math.round(green);
      out[target + 2] = Math.round(blue);
      out[target + 3] = 255;
      target += 4;
    }
  }
  return { data: out, width: side, height: side };
}

/** For each target pixel the source ones that lie behind it; their weights sum up to 1. */
function sharesOf(from: number, length: number, side: number): readonly (readonly Share[])[] {
  const scale = length / side;
  return Array.from({ length: side }, (_, index) => {
    const start = index * scale;
    const end = Math.min(length, (index + 1) * scale);
    const shares: Share[] = [];
    for (let at = Math.floor(start); at < end; at += 1) {
      const weight = (Math.min(at + 1, end) - Math.max(at, start)) / scale;
      if (weight > 0) shares.push({ at: from + at, weight });
    }
    return shares;
  });
}

/** Where a pixel comes from, for each EXIF orientation but 1; `last` is the last column or row. */
const sources: Readonly<Record<number, (x: number, y: number, last: number) => readonly [number, number]>> = {
  2: (x, y, last) => [last - x, y],
  3: (x, y, last) => [last - x, last - y],
  4: (x, y, last) => [x, last - y],
  5: (x, y) => [y, x],
  6: (x, y, last) => [y, last - x],
  7: (x, y, last) => [last - y, last - x],
  8: (x, y, last) => [last - y, x],
};

/** A square as it is meant to be looked at, by the orientation that a camera noted (EXIF 2.32, tag 0x0112). */
export function turnedSquare(square: Pixels, orientation: number): Pixels {
  const sourceOf = sources[orientation];
  if (sourceOf === undefined) return square;
  const { data, width: side } = square;
  const from = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const out = new Uint8Array(data.length);
  const to = new DataView(out.buffer);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [sourceX, sourceY] = sourceOf(x, y, side - 1);
      to.setUint32((y * side + x) * 4, from.getUint32((sourceY * side + sourceX) * 4));
    }
  }
  return { data: out, width: side, height: side };
}
