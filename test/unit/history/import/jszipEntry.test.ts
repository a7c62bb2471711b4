import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../../../src/core/errors.ts';
import { openArchive } from '../../../../src/core/history/import/archive.ts';
import { packedContent, unpackByJszip } from '../../../../src/core/history/import/jszipEntry.ts';
import { inflateRaw } from '../../../../src/node/inflateRaw.ts';
import { asJson, extendedRows } from '../../../fixtures/exportRows.ts';
import { zipOf } from '../../../fixtures/exportZip.ts';

const text = asJson(extendedRows(500));

async function entryOf(zip: Uint8Array): Promise<JSZip.JSZipObject> {
  const [entry] = Object.values((await JSZip.loadAsync(zip)).files);
  if (entry === undefined) throw new Error('The ZIP is empty.');
  return entry;
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

describe('packedContent', () => {
  it('finds the compressed bytes in the jszip that is installed', async () => {
    const packed = packedContent(await entryOf(zipOf({ 'a.json': text })));
    expect(packed).toMatchObject({ method: 'deflate', size: text.length });
    expect(packed?.crc32).toBeGreaterThan(0);
  });

  it('reads sizes and checksums above 2^31 without a sign', async () => {
    const zip = zipOf([{ name: 'a.json', content: text, statedSize: 0xf000_0000, statedCrc32: 0xffff_fffe }]);
    expect(packedContent(await entryOf(zip))).toMatchObject({ size: 0xf000_0000, crc32: 0xffff_fffe });
  });

  it.each([
    ['is not there', undefined],
    ['is something else', 'content'],
    [
      'has lost its method',
      { compressedContent: new Uint8Array(3), compressedSize: 3, uncompressedSize: 3, crc32: 1 },
    ],
    [
      'has bytes of another length',
      {
        compression: { magic: '\x08\x00' },
        compressedContent: new Uint8Array(3),
        compressedSize: 4,
        uncompressedSize: 3,
        crc32: 1,
      },
    ],
  ])('is undefined where the private field %s', async (_, data) => {
    const entry = await entryOf(zipOf({ 'a.json': text }));
    expect(packedContent(Object.assign(entry, { _data: data }))).toBeUndefined();
  });
});

describe('unpackByJszip', () => {
  it('gives the same content, deflated or stored', async () => {
    expect(await textOf(unpackByJszip(await entryOf(zipOf({ 'a.json': text }))))).toBe(text);
    const stored = zipOf([{ name: 'a.json', content: text, stored: true }]);
    expect(await textOf(unpackByJszip(await entryOf(stored)))).toBe(text);
  });

  it('fails on damage', async () => {
    const zip = zipOf([
      { name: 'a.json', content: text, damage: (packed) => packed.fill(0xff, packed.length / 2) },
    ]);
    const entry = await entryOf(zip);
    await expect(textOf(unpackByJszip(entry))).rejects.toBeInstanceOf(ImportError);
  });

  it('may be left before the end', async () => {
    for await (const chunk of unpackByJszip(await entryOf(zipOf({ 'a.json': text })))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });

  it('is the way of an archive whose private fields do not fit', async () => {
    const zip = zipOf([{ name: 'a.json', content: '' }]);
    const [entry] = await openArchive(zip, inflateRaw);
    expect(entry).toMatchObject({ size: undefined, crc32: undefined });
    expect(entry && (await textOf(entry.open()))).toBe('');
  });
});
