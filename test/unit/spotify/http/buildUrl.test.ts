import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, InputError } from '../../../../src/core/errors.ts';
import { buildPath, buildUrl } from '../../../../src/core/spotify/http/buildUrl.ts';

const id = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.{0,2}$/.test(text.trim()));
const item = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((text) => text.trim() !== '' && !text.includes(','));
const queryValue = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(item, { minLength: 1 }),
);

describe('buildUrl', () => {
  it('keeps the base path, with and without a slash at its end', () => {
    for (const base of ['https://api.example.test/v1', 'https://api.example.test/v1//']) {
      expect(buildUrl(base, buildPath('/me', {}))).toBe('https://api.example.test/v1/me');
    }
    expect(buildUrl('http://127.0.0.1:8080', '/me')).toBe('http://127.0.0.1:8080/me');
  });

  it.each([
    '',
    'api.example.test',
    'file:///v1',
    'https://x.test/v1?a=b',
    'https://x.test/v1#a',
    'https://me@x.test',
  ])('refuses %j as a base', (base) => expect(() => buildUrl(base, '/me')).toThrow(ConfigError));
});

describe('buildPath', () => {
  it('drops what is undefined, joins lists by commas and encodes the rest', () => {
    const query = { q: 'a b&c=é', limit: 0, on: false, market: undefined, uris: ['spotify:track:1', 'x/y'] };
    expect(buildPath('/search', { query })).toBe(
      '/search?q=a%20b%26c%3D%C3%A9&limit=0&on=false&uris=spotify%3Atrack%3A1,x%2Fy',
    );
    expect(buildPath('/search', { query: { market: undefined } })).toBe('/search');
  });

  it.each(['', ' ', '.', '..'])('refuses %j as an id', (value) => {
    expect(() => buildPath('/albums/{id}', { path: { id: value } })).toThrow(InputError);
  });

  it.each([
    [{ ids: [] }, /"ids" names nothing/],
    [{ ids: ['a', ''] }, /empty entry/],
    [{ ids: ['a,b'] }, /comma/],
    [{ limit: Number.NaN }, /"limit" is not a number/],
    [{ q: '\ud800' }, /damaged text/],
  ])('refuses the query %j', (query, message) => {
    expect(() => buildPath('/x', { query })).toThrow(message);
    expect(() => buildPath('/x', { query })).toThrow(InputError);
  });

  it('says which part of the path has no value', () => {
    expect(() => buildPath('/albums/{id}', {})).toThrow('needs a value for "id"');
  });

  it('makes an address from which every value can be read back, below the base path', () => {
    const names = fc.stringMatching(/^[a-z_]{1,8}$/);
    fc.assert(
      fc.property(id, id, fc.dictionary(names, queryValue), (first, second, query) => {
        const path = buildPath('/a/{first}/b/{second}', { path: { first, second }, query });
        const url = new URL(buildUrl('https://api.example.test/some/v1', path));
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual([
          '',
          'some',
          'v1',
          'a',
          first,
          'b',
          second,
        ]);
        expect([...url.searchParams.keys()]).toEqual(Object.keys(query));
        for (const [name, value] of Object.entries(query)) {
          expect(url.searchParams.get(name)).toBe(Array.isArray(value) ? value.join(',') : String(value));
        }
        expect(url.hash).toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
