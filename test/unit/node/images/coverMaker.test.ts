import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverMaker } from '../../../../src/node/images/coverMaker.ts';
import { exifOrientation } from '../../../../src/node/images/exifOrientation.ts';
import { fitCover } from '../../../../src/node/images/fitCover.ts';
import { pictureHeader } from '../../../../src/node/images/pictureHeader.ts';
import { seededRandom } from '../../../fixtures/seededRandom.ts';
import { boastfulPng, colourAt, heldAs, jpegOf, pngOf, sizeOf, type Paint } from './pictures.ts';

const workerFile = join(import.meta.dirname, '../../../../src/coverWorker.ts');
const covers = coverMaker({ workerFile });
const limit = 256 * 1024;
const base64Length = (bytes: Uint8Array): number => Buffer.from(bytes).toString('base64').length;

const red: Paint = () => [255, 0, 0, 255];
const random = seededRandom(7);
const noise: Paint = () => [random.int(0, 255), random.int(0, 255), random.int(0, 255), 255];
/** Red above on the left, green on the right; blue below on the left, white on the right. */
const corners = (side: number): Paint => {
  const half = side / 2;
  return (x, y) =>
    y < half
      ? x < half
        ? [255, 0, 0, 255]
        : [0, 255, 0, 255]
      : x < half
        ? [0, 0, 255, 255]
        : [255, 255, 255, 255];
};
const cornerNames: Readonly<Record<string, string>> = {
  '255,0,0': 'red',
  '0,255,0': 'green',
  '0,0,255': 'blue',
  '255,255,255': 'white',
};
const cornersOf = (bytes: Uint8Array): readonly (string | undefined)[] => {
  const last = (sizeOf(bytes)[0] ?? 0) - 5;
  return (
    [
      [4, 4],
      [last, 4],
      [4, last],
      [last, last],
    ] as const
  ).map(([x, y]) => cornerNames[colourAt(bytes, x, y).join()]);
};

describe('a cover', () => {
  it('is made in a thread, of a PNG or a JPEG', async () => {
    for (const picture of [pngOf(100, 60, red), jpegOf(60, 100, red)]) {
      const cover = await covers.fit(picture, limit);
      expect(sizeOf(cover)).toEqual([60, 60]);
      expect(colourAt(cover, 30, 30)).toEqual([255, 0, 0]);
    }
  });

  it('is no larger than 640 pixels', () => {
    const cover = fitCover(
      pngOf(700, 900, (x, y) => [x % 256, y % 256, 128, 255]),
      limit,
    );
    expect(sizeOf(cover)).toEqual([640, 640]);
    expect(base64Length(cover)).toBeLessThanOrEqual(limit);
  });

  it('loses quality, then size, until it fits', () => {
    const picture = pngOf(160, 160, noise);
    const sizes = [70_000, 45_000, 5_000].map((few) => {
      const cover = fitCover(picture, few);
      expect(base64Length(cover)).toBeLessThanOrEqual(few);
      return sizeOf(cover)[0];
    });
    expect(sizes).toEqual([160, 160, 50]);
    expect(() => fitCover(picture, 100)).toThrow('No cover of 100 bytes');
  });

  it('is cut out of the middle', () => {
    const cover = fitCover(
      pngOf(300, 100, (x) => (x >= 100 && x < 200 ? [0, 255, 0, 255] : [255, 0, 0, 255])),
      limit,
    );
    expect(sizeOf(cover)).toEqual([100, 100]);
    expect([colourAt(cover, 8, 50), colourAt(cover, 91, 50)]).toEqual([
      [0, 255, 0],
      [0, 255, 0],
    ]);
  });

  it('shows white where the picture shows nothing', () => {
    const cover = fitCover(
      pngOf(50, 50, () => [0, 0, 0, 0]),
      limit,
    );
    expect(colourAt(cover, 25, 25)).toEqual([255, 255, 255]);
  });

  it('stands upright however the camera was held', () => {
    const picture = jpegOf(32, 32, corners(32));
    const turned = [1, 2, 3, 4, 5, 6, 7, 8].map((held) =>
      cornersOf(fitCover(heldAs(picture, held, held % 2 === 0), limit)),
    );
    expect(turned).toEqual([
      ['red', 'green', 'blue', 'white'],
      ['green', 'red', 'white', 'blue'],
      ['white', 'blue', 'green', 'red'],
      ['blue', 'white', 'red', 'green'],
      ['red', 'blue', 'green', 'white'],
      ['blue', 'red', 'white', 'green'],
      ['white', 'green', 'blue', 'red'],
      ['green', 'white', 'red', 'blue'],
    ]);
  });

  it('tells nothing of the camera', () => {
    const cover = fitCover(heldAs(jpegOf(64, 64, red), 6, true), limit);
    expect(exifOrientation(cover)).toBe(1);
    expect(Buffer.from(cover).includes('Exif')).toBe(false);
  });

  it.each([
    ['a GIF', new Uint8Array(Buffer.from('GIF89a.......')), 'This is neither a JPEG nor a PNG.'],
    ['a page', new Uint8Array(Buffer.from('<!doctype html>')), 'This is neither a JPEG nor a PNG.'],
    ['nothing', new Uint8Array(), 'This is neither a JPEG nor a PNG.'],
    ['half a header', jpegOf(8, 8, red).subarray(0, 20), 'This is neither a JPEG nor a PNG.'],
    ['a huge file', new Uint8Array(20 * 1024 * 1024 + 1), 'The picture is larger than 20 MB.'],
    ['a bomb', boastfulPng(60_000, 60_000), 'The picture has 3600 megapixels; 50 are the most.'],
    [
      'a liar',
      boastfulPng(1_000, 1_000),
      'The picture is damaged, or of a kind of JPEG or PNG that is not known here.',
    ],
    [
      'a liar in ever finer passes',
      boastfulPng(8, 8, { holds: 64 * 4 + 14, isInterlaced: true }),
      'The picture is damaged, or of a kind of JPEG or PNG that is not known here.',
    ],
    [
      'a bomb in small rows',
      boastfulPng(8, 8, { holds: 1_000_000, isInterlaced: true }),
      'The picture takes too much time or memory to be made into a cover.',
    ],
    [
      'half a picture',
      jpegOf(200, 200, noise).subarray(0, 9_000),
      'The picture is damaged, or of a kind of JPEG or PNG that is not known here.',
    ],
  ])('is not made of %s', async (_name, picture, message) => {
    await expect(covers.fit(picture, limit)).rejects.toMatchObject({ code: 'INPUT_ERROR', message });
  });

  it('is made of a PNG that comes in ever finer passes', () => {
    // 64 pixels, and a byte for each of 15 rows.
    const cover = fitCover(boastfulPng(8, 8, { holds: 64 * 4 + 15, isInterlaced: true }), limit);
    expect(sizeOf(cover)).toEqual([8, 8]);
  });

  it('does not wait for ever', async () => {
    const impatient = coverMaker({ workerFile, fitMs: 0 });
    await expect(impatient.fit(pngOf(10, 10, red), limit)).rejects.toThrow('takes too much time or memory');
  });
});

describe('the header of a picture', () => {
  it('tells kind and size', () => {
    expect(pictureHeader(pngOf(12, 34, red))).toEqual({ kind: 'png', width: 12, height: 34 });
    expect(pictureHeader(heldAs(jpegOf(12, 34, red), 1, true))).toEqual({
      kind: 'jpeg',
      width: 12,
      height: 34,
    });
  });

  it('is read within its bounds, whatever it claims', () => {
    const whole = heldAs(jpegOf(12, 34, red), 6, true);
    for (let end = 0; end < 300; end += 1) {
      pictureHeader(whole.slice(0, end));
      exifOrientation(whole.slice(0, end));
    }
    for (let at = 2; at < 60; at += 1) {
      const bent = whole.slice();
      bent[at] = 0xff;
      expect([undefined, 12]).toContain(pictureHeader(bent)?.width);
      expect(exifOrientation(bent)).toBeLessThanOrEqual(8);
    }
  });
});
