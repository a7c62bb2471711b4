import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { queryText } from '../../../../src/core/spotify/search/queryText.ts';

describe("a question in Spotify's syntax", () => {
  it('has the words first, then the filters, quoted where they are more than a word', () => {
    expect(
      queryText(
        { text: ' live  session ', artist: 'Tin Observatory', track: 'Lantern', year: '2019-2021' },
        undefined,
      ),
    ).toEqual({
      text: 'live session track:Lantern artist:"Tin Observatory" year:2019-2021',
      types: ['track'],
    });
  });

  it('lets no quotation mark end a filter', () => {
    expect(queryText({ artist: 'The "Swans" artist:x' }, undefined).text).toBe('artist:"The Swans artist:x"');
  });

  it('looks for albums where a filter finds nothing else', () => {
    expect(queryText({ tag: 'new' }, undefined)).toEqual({ text: 'tag:new', types: ['album'] });
    expect(queryText({ upc: '123456789012' }, undefined).types).toEqual(['album']);
  });

  it('asks only for kinds that the filters can find', () => {
    expect(queryText({ album: 'Weather Maps' }, ['artist', 'track', 'album', 'track']).types).toEqual([
      'track',
      'album',
    ]);
  });

  it.each([
    [{}, undefined],
    [{ text: '   ', artist: '""' }, undefined],
    [{ tag: 'new' as const }, ['track' as const]],
    [{ isrc: 'QZAXX1234567', tag: 'new' as const }, undefined],
    [{ text: 'x'.repeat(200), artist: 'y'.repeat(100) }, undefined],
  ])('refuses %j', (query, types) => {
    expect(() => queryText(query, types)).toThrow(InputError);
  });
});
