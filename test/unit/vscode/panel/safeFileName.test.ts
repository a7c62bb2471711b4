import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../../../src/vscode/panel/safeFileName.ts';

describe('safeFileName', () => {
  it.each([
    ['my_spotify_data.zip', 'my_spotify_data.zip'],
    ['Streaming_History_Audio_2019-2021_0.json', 'Streaming_History_Audio_2019-2021_0.json'],
    ['Führung Ärger 音楽.json', 'Führung Ärger 音楽.json'],
    ['../../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\a.zip', 'a.zip'],
    ['a.zip:stream', 'a.zip_stream'],
    ['..', 'file'],
    ['...', 'file'],
    ['', 'file'],
    ['/', 'file'],
    ['.hidden.json', 'hidden.json'],
    ['a.json. . ', 'a.json'],
    ['nul.json', '_nul.json'],
    ['com1', '_com1'],
    ['<img src=x onerror="y">.zip', '_img src=x onerror=_y__.zip'],
    ['a\u0000b\nc\u202e.zip', 'ab c.zip'],
  ])('makes %j into %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it.each(['x', 'ü', '音', '😀'])('shortens a name of 10,000 times %s and keeps its ending', (character) => {
    const safe = safeFileName(`${character.repeat(10_000)}.json`);
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(safe)).toBeGreaterThan(150);
    expect(safe).toMatch(/\.json$/);
    expect(Buffer.from(safe).toString()).toBe(safe); // no half of a character
  });
});
