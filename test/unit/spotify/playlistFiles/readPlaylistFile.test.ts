import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, readCsv, unguarded } from '../../../../src/core/spotify/playlistFiles/csvText.ts';
import { fileText } from '../../../../src/core/spotify/playlistFiles/fileText.ts';
import { readPlaylistFile } from '../../../../src/core/spotify/playlistFiles/readPlaylistFile.ts';

const uri = (digit: number): string => `spotify:track:${String(digit).repeat(22)}`;
const link = (digit: number): string => `https://open.spotify.com/track/${String(digit).repeat(22)}?si=abc`;
const wantedOf = (text: string): unknown[] =>
  readPlaylistFile(text).rows.map((row) => row.uri ?? row.wanted ?? row.why);

describe('a list as CSV', () => {
  it('is read by its headings, whatever else it holds', () => {
    const text = `name,artists,album,uri,isrc\r\nOne,"A; B",X,${uri(1)},\r\nTwo,C,"X, Y",,USRC17607839\r\n`;
    expect(readPlaylistFile(text)).toEqual({
      format: 'csv',
      rows: [
        { line: 2, text: 'A, B – One', uri: uri(1) },
        { line: 3, text: 'C – Two', wanted: { title: 'Two', by: 'C', isrc: 'USRC17607839' } },
      ],
    });
  });

  it.each([
    [
      'Exportify',
      `"Track URI","Track Name","Album Name","Artist Name(s)","Release Date"\n"${uri(1)}","One","X","A;B","2020"`,
      uri(1),
    ],
    [
      'TuneMyMusic',
      'Track name,Artist name,Album,ISRC,Spotify - id\nOne,A,X,,1111111111111111111111',
      uri(1),
    ],
    ['another service', 'title;artist;isrc\nOne;A;', { title: 'One', by: 'A' }],
    ['a spreadsheet', 'Artist\tTitle\nA\tOne', { title: 'One', by: 'A' }],
    ['links', `Song,Spotify Link\nOne,${link(1)}`, uri(1)],
    [
      'addresses of another service',
      'Title,Artist,URL\nOne,A,https://example.com/1',
      { title: 'One', by: 'A' },
    ],
  ])('of %s is understood', (_name, text, wanted) => {
    expect(readPlaylistFile(text).format).toBe('csv');
    expect(wantedOf(text)).toEqual([wanted]);
  });

  it('may have quotes, line breaks and separators in its cells, and lines of any kind', () => {
    const text = 'name,artists\n"He said ""no""\r\nand left","A, the first"\r\rTwo,B\n\n,\nThree,C';
    expect(readPlaylistFile(text).rows.map(({ line, text: shown }) => `${line} ${shown}`)).toEqual([
      '2 A, the first – He said "no" and left',
      '5 B – Two',
      '8 C – Three',
    ]);
  });

  it('is refused with a quote that would swallow the rest of it', () => {
    expect(() => readPlaylistFile('name,artists\nOne,A\nTwo,"B\nThree,C')).toThrow(
      'The CSV has a quote in line 3 that is never closed.',
    );
  });

  it('keeps what only looks like a formula, and makes it harmless where it is written', () => {
    for (const cell of ['=1+1', '+x', '-x', '@x', "'=x", "''-x", '＝x']) {
      const line = csvLine([cell, 'b']);
      expect(line.startsWith("'")).toBe(true);
      expect(readCsv(line, ',', 1).records[0]?.cells.map(unguarded)).toEqual([cell, 'b']);
    }
    expect(csvLine(["'Round", '1-2', 'a@b'])).toBe("'Round,1-2,a@b");
  });

  it('leaves no formula to spreadsheets that part cells at semicolons', () => {
    for (const cell of ['x;=1+1;', 'Ada; -M-', ';@x', ";'=x", 'x;;+1', '=a;=b']) {
      const line = csvLine(['b', cell]);
      for (const part of line.split(';').slice(1)) expect(part.trim()).not.toMatch(/^[=+\-@]/);
      expect(readCsv(line, ',', 1).records[0]?.cells.map(unguarded)).toEqual(['b', cell]);
    }
  });

  it('says again what was written, whatever it is', () => {
    const cell = fc.string().filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        const text = rows.map(csvLine).join('\r\n');
        const read = readCsv(text, ',', 100).records.map(({ cells }) => cells.map(unguarded));
        expect(read).toEqual(rows);
      }),
    );
  });
});

describe('a list as M3U', () => {
  it('gives links, and titles of files', () => {
    const text = `#EXTM3U\n#PLAYLIST:Road trip\n#EXTINF:215 tvg-id="x",A - One\n${link(1)}\n#EXTINF:-1,B - C - Two\n../music/two.mp3\nmusic\\D - Three.flac\n# a remark\n`;
    const { format, name, rows } = readPlaylistFile(text);
    expect([format, name]).toEqual(['m3u', 'Road trip']);
    expect(rows.map(({ line, ...row }) => [line, row.uri ?? row.wanted])).toEqual([
      [4, uri(1)],
      [6, { title: 'C - Two', by: 'B' }],
      [7, { title: 'Three', by: 'D' }],
    ]);
  });
});

describe('a list as JSON', () => {
  it.each([
    [
      'our own',
      { playlist: { name: 'Mine' }, items: [{ name: 'One', artists: ['A'], uri: uri(1) }] },
      uri(1),
    ],
    ['URIs', [uri(1)], uri(1)],
    ['titles', ['A - One'], 'A - One'],
    ['the Web API', { items: { items: [{ item: { uri: uri(1), name: 'One' } }] } }, uri(1)],
    ['the older Web API', { tracks: { items: [{ track: { uri: uri(1) } }] } }, uri(1)],
    [
      "Spotify's data export",
      {
        playlists: [
          { name: 'Mine', items: [{ track: { trackName: 'One', artistName: 'A', trackUri: uri(1) } }] },
        ],
      },
      uri(1),
    ],
    ['a library', { tracks: [{ artist: 'A', track: 'One' }] }, { title: 'One', by: 'A' }],
    [
      'codes',
      [{ name: 'One', external_ids: { isrc: 'US-RC1-76-07839' } }],
      { title: 'One', isrc: 'USRC17607839' },
    ],
  ])('of %s is understood', (_name, value, wanted) => {
    expect(wantedOf(JSON.stringify(value))).toEqual([wanted]);
  });

  it('takes its name from the file', () => {
    expect(readPlaylistFile(JSON.stringify({ name: 'Mine', items: [uri(1)] })).name).toBe('Mine');
  });

  it.each([
    ['[1', 'The file is no valid JSON.'],
    ['{"a": 1}', 'The JSON holds no list of tracks.'],
    ['[]', 'The list holds no tracks.'],
    ['{"playlists": [{}, {}]}', 'The file holds 2 playlists; one at a time is imported.'],
    [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, undefined],
    ['['.repeat(1_000_000), 'The file is no valid JSON.'],
    [`{"items":${'{"items":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, 'The JSON holds no list of tracks.'],
  ])('is refused in one sentence where it is none: %.20s', (text, message) => {
    if (message === undefined) expect(readPlaylistFile(text).rows[0]?.why).toBe('The row names no track.');
    else expect(() => readPlaylistFile(text)).toThrow(message);
  });
});

describe('a list as lines', () => {
  it('is a track a line, a URI anywhere in it', () => {
    expect(wantedOf(`A – One\r\n\r\n  ${uri(1)}  \nTwo (${link(2)})\n"Heroes" - D\n#9 Dream`)).toEqual([
      ...['A – One', uri(1), uri(2), '"Heroes" - D', '#9 Dream'],
    ]);
  });

  it('names what a playlist cannot take', () => {
    expect(
      wantedOf(
        `spotify:artist:${'1'.repeat(22)}\nspotify:local:A:X:One:200\nspotify:track:nonsense\nspotify:episode:${'1'.repeat(22)}`,
      ),
    ).toEqual([
      'This is a URI of kind artist; a playlist takes tracks and episodes.',
      'A local file cannot be added through Spotify.',
      'This is no Spotify URI or link that can be read.',
      `spotify:episode:${'1'.repeat(22)}`,
    ]);
  });

  it('is cleaned of what is not seen, and bounded', () => {
    const [row] = readPlaylistFile(`One\u0007\u202Etwo\u{E0041} ${'x'.repeat(1_000)}\n`).rows;
    expect(row?.text).toMatch(/^Onetwo x+…$/);
    expect(row?.wanted).toMatch(/^Onetwo x+…$/);
    expect(row?.wanted).toHaveLength(300);
  });

  it.each([
    ['lines', 'x\n'.repeat(100_000)],
    ['CSV', `name,artists\n${'x,y\n'.repeat(100_000)}`],
    ['M3U', `#EXTM3U\n${'x.mp3\n'.repeat(100_000)}`],
    ['JSON', JSON.stringify(Array.from({ length: 100_000 }, () => 'x'))],
  ])('is refused with more rows than a playlist takes: %s', (_name, text) => {
    expect(() => readPlaylistFile(text)).toThrow(
      'The list has more than 10000 rows, and a playlist takes no more.',
    );
  });

  it('is refused with more lines than anybody needs, before they are read', () => {
    expect(() => readPlaylistFile('\n'.repeat(10_000_000))).toThrow('The list has more than 200000 lines.');
  });

  it('takes as many rows as a playlist does', () => {
    expect(readPlaylistFile(`name,artists\n${'x,y\n'.repeat(10_000)}`).rows).toHaveLength(10_000);
    expect(() => readPlaylistFile(' \n\n')).toThrow('The list holds no tracks.');
  });
});

describe('the text of a file', () => {
  const encoded = (text: string, encoding: BufferEncoding): Uint8Array =>
    new Uint8Array(Buffer.from(text, encoding));

  it.each([
    ['UTF-8', encoded('Björk', 'utf8')],
    ['UTF-8 with a mark', encoded('\uFEFFBjörk', 'utf8')],
    ['Windows-1252', encoded('Björk', 'latin1')],
    ['UTF-16 with a mark', encoded('\uFEFFBjörk', 'utf16le')],
    ['UTF-16 without one', encoded('Björk', 'utf16le')],
    ['UTF-16 of the other order', encoded('\uFEFFBjörk', 'utf16le').map((_, at, all) => all[at ^ 1] ?? 0)],
  ])('may be %s', (_name, bytes) => {
    expect(fileText(bytes)).toBe('Björk');
  });

  it.each([
    ['a ZIP', [0x50, 0x4b, 3, 4, 0, 0, 0, 0, 8], 'This is a ZIP or a spreadsheet, not a text file.'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1], 'This is not a text file.'],
  ])('is not %s', (_name, bytes, message) => {
    expect(() => fileText(new Uint8Array(bytes))).toThrow(message);
  });
});
