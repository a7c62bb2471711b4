import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../../../src/core/errors.ts';
import { openArchive } from '../../../../src/core/history/import/archive.ts';
import { inflateRaw } from '../../../../src/node/inflateRaw.ts';
import { asJson, extendedRows, utf8 } from '../../../fixtures/exportRows.ts';
import { zipOf, type ZipEntry } from '../../../fixtures/exportZip.ts';

const open = (zip: Uint8Array) => openArchive(zip, inflateRaw);

async function contentOf(entry: { open(): AsyncIterable<Uint8Array> } | undefined): Promise<string> {
  const chunks: Uint8Array[] = [];
  if (entry !== undefined) for await (const chunk of entry.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function single(entry: Omit<ZipEntry, 'name'>) {
  const [found] = await open(zipOf([{ name: 'endsong_0.json', ...entry }]));
  return found;
}

async function failure(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('It should have failed.');
}

const text = asJson(extendedRows(300));

describe('openArchive', () => {
  it('reads sizes and checksums from the directory: local headers hold zeros in an archive of Spotify', async () => {
    const [entry] = await open(zipOf({ 'MyData/endsong_0.json': text }));
    expect(entry).toMatchObject({ path: 'MyData/endsong_0.json', size: utf8(text).length });
    expect(await contentOf(entry)).toBe(text);
  });

  it('reads stored entries', async () => {
    expect(await contentOf(await single({ content: text, stored: true }))).toBe(text);
  });

  it('leaves out folders, also those with content and those in front', async () => {
    const zip = zipOf({
      'Spotify Account Data/': '',
      'Spotify Account Data/a.json': '[]',
      'Spotify Account Data/folder/': 'placeholder',
      'Spotify Account Data/b.json': '[]',
    });
    expect((await open(zip)).map(({ path }) => path)).toEqual([
      'Spotify Account Data/a.json',
      'Spotify Account Data/b.json',
    ]);
  });

  it('keeps both of two entries with one path', async () => {
    const zip = zipOf([
      { name: 'endsong_0.json', content: '[1]' },
      { name: 'endsong_0.json', content: '[2]' },
    ]);
    const entries = await open(zip);
    expect(entries.map(({ path }) => path)).toEqual(['endsong_0.json', '2/endsong_0.json']);
    expect(await Promise.all(entries.map(contentOf))).toEqual(['[1]', '[2]']);
  });

  it('takes paths that lead out of the archive for names only', async () => {
    const names = ['../../etc/endsong_0.json', '/endsong_1.json', '__proto__'];
    const zip = zipOf(names.map((name) => ({ name, content: '[1]' })));
    const entries = await open(zip);
    expect(entries.map(({ path }) => path)).toEqual(['etc/endsong_0.json', '/endsong_1.json', '__proto__']);
    expect(await contentOf(entries[0])).toBe('[1]');
  });

  it('reads an empty archive and an empty file', async () => {
    expect(await open(zipOf({}))).toEqual([]);
    expect(await contentOf(await single({ content: '' }))).toBe('');
  });

  it('reads an archive behind other bytes', async () => {
    const zip = Buffer.concat([utf8('#!/bin/sh\n'), zipOf({ 'endsong_0.json': text })]);
    expect(await contentOf((await open(new Uint8Array(zip)))[0])).toBe(text);
  });
});

describe('a damaged entry', () => {
  it('fails at its damage and yields what comes before', async () => {
    const entry = await single({ content: text, damage: (packed) => packed.fill(0xff, packed.length / 2) });
    expect(await failure(() => contentOf(entry))).toMatchObject({ reason: 'unreadable' });
  });

  it('fails at its end if the checksum differs: values may be wrong', async () => {
    for (const stored of [true, false]) {
      const entry = await single({ content: text, stored, statedCrc32: 1 });
      let size = 0;
      const error = await failure(async () => {
        if (entry !== undefined) for await (const chunk of entry.open()) size += chunk.length;
      });
      expect(error).toMatchObject({
        reason: 'unreadable',
        message: expect.stringMatching(/checksum/) as string,
      });
      expect(size).toBe(utf8(text).length);
    }
  });

  it('fails if it is shorter than stated', async () => {
    for (const stored of [true, false]) {
      const entry = await single({ content: text, stored, statedSize: utf8(text).length + 5 });
      expect(ImportError.is(await failure(() => contentOf(entry)), 'unreadable')).toBe(true);
    }
  });

  it('cannot grow beyond what is stated', async () => {
    const entry = await single({ content: new Uint8Array(8 * 1024 * 1024), statedSize: 1000 });
    let size = 0;
    const error = await failure(async () => {
      if (entry !== undefined) for await (const chunk of entry.open()) size += chunk.length;
    });
    expect(ImportError.is(error, 'unreadable')).toBe(true);
    expect(size).toBe(0);
  });

  it('does not keep the others from being read', async () => {
    const zip = zipOf([
      { name: 'a.json', content: text, damage: (packed) => packed.fill(0xff) },
      { name: 'b.json', content: text },
    ]);
    const [damaged, sound] = await open(zip);
    await failure(() => contentOf(damaged));
    expect(await contentOf(sound)).toBe(text);
  });
});

describe('a bomb', () => {
  it('is an entry of more than 64 MiB and more than 200 times its packed size', async () => {
    const zip = zipOf([
      { name: 'flood.json', content: ' '.repeat(1_000_000), statedSize: 0xffff_fff0 },
      { name: 'dense.json', content: ' '.repeat(1_000_000) },
      { name: 'large.json', content: text, statedSize: 60 * 1024 * 1024 },
    ]);
    expect((await open(zip)).map(({ isBomb }) => isBomb)).toEqual([true, false, false]);
  });
});

describe('a dense archive that is honest', () => {
  it('may reach 24:1 and more, as made-up listening does', async () => {
    const noise = randomBytes(5_000_000);
    const entry = await single({ content: noise, statedSize: 500 * 1024 * 1024 });
    expect(entry?.isBomb).toBe(false);
  });
});

describe('an archive that cannot be opened', () => {
  const cases: [string, Uint8Array, string, RegExp][] = [
    ['is encrypted', zipOf([{ name: 'a.json', content: '[]', encrypted: true }]), 'encrypted', /encrypted/],
    ['is cut off', zipOf({ 'a.json': text }).subarray(0, 2000), 'truncated', /incomplete/],
    ['lost its beginning', zipOf({ 'a.json': text }).subarray(2000), 'notAnExport', /not a ZIP/],
    ['lost its middle', without(zipOf({ 'a.json': text }), 500, 900), 'truncated', /incomplete/],
    ['is empty', new Uint8Array(), 'truncated', /0 bytes/],
    [
      'is a web page',
      utf8('<!DOCTYPE html><title>Sign in</title>'),
      'notAnExport',
      /not a ZIP but a web page/,
    ],
    ['is a RAR archive', utf8('Rar!\u001a\u0007'), 'notAnExport', /RAR/],
    [
      'is packed another way',
      zipOf([{ name: 'a.json', content: '[]', statedMethod: 9 }]),
      'unreadable',
      /deflate/,
    ],
  ];

  it.each(cases)(
    'because it %s says so in one sentence and names the next step',
    async (_, zip, reason, sentence) => {
      const error = await failure(() => open(zip));
      expect(error).toBeInstanceOf(ImportError);
      expect(error).toMatchObject({ reason, message: expect.stringMatching(sentence) as string });
      expect((error as ImportError).hint).toBeTruthy();
    },
  );
});

function without(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
}
