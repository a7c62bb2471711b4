import { describe, expect, it } from 'vitest';
import { collectedPlayOf } from '../../../../src/core/spotify/collect/collectedPlayOf.ts';
import { recentPageSchema } from '../../../../src/core/spotify/collect/recentPageSchema.ts';
import { collectedPlay, type CollectedPlay } from '../../../../src/protocol/collect/collectedPlay.ts';

const id = (letter: string): string => letter.repeat(22);
const artist = (name: string, letter = 'a') => ({
  name,
  uri: `spotify:artist:${id(letter)}`,
  id: id(letter),
});
const track = {
  type: 'track',
  id: id('t'),
  uri: `spotify:track:${id('t')}`,
  name: 'Paper Lanterns',
  artists: [artist('Guest', 'g'), artist('The Quiet Harbour')],
  album: { name: 'Low Tide', artists: [artist('The Quiet Harbour')], release_date: '2019-03-08' },
  duration_ms: 214_000,
  explicit: true,
  external_ids: { isrc: 'de-a12-19-00001' },
};
const play = {
  track,
  played_at: '2026-09-07T20:22:21.863Z',
  context: { type: 'album', uri: 'spotify:album:x' },
};

/** What is collected of an entry of Spotify's answer. */
function collected(entry: unknown): CollectedPlay | undefined {
  const [read] = recentPageSchema.parse({ items: [entry] }).entries;
  const made = read && collectedPlayOf(read);
  return made && collectedPlay.parse(made);
}
const withTrack = (fields: Record<string, unknown>) => collected({ ...play, track: { ...track, ...fields } });

describe('a play of recently-played', () => {
  it('is collected with the artist as exports credit it: the first of the album', () => {
    expect(collected(play)).toEqual({
      played_at: Date.UTC(2026, 8, 7, 20, 22, 21, 863),
      uri: track.uri,
      title: 'Paper Lanterns',
      artist: 'The Quiet Harbour',
      artist_uri: `spotify:artist:${id('a')}`,
      album: 'Low Tide',
      duration_ms: 214_000,
      release_date: '2019-03-08',
      isrc: 'DEA121900001',
      explicit: true,
      context_uri: 'spotify:album:x',
    });
  });

  it('is of the track that was asked for, where Spotify played another one in its place', () => {
    expect(withTrack({ linked_from: { uri: `spotify:track:${id('o')}` } })?.uri).toBe(
      `spotify:track:${id('o')}`,
    );
    expect(withTrack({ linked_from: { uri: 'nonsense' } })?.uri).toBe(track.uri);
  });

  it('goes without album, artists, context and all else that may be absent', () => {
    const { uri, name } = track;
    expect(collected({ track: { uri, name }, played_at: play.played_at, context: null })).toEqual({
      played_at: Date.UTC(2026, 8, 7, 20, 22, 21, 863),
      ...{ uri, title: name, artist: '', album: '' },
    });
    expect(withTrack({ album: { name: 'Low Tide', artists: [] } })?.artist).toBe('Guest');
    expect(withTrack({ name: '' })?.title).toBe(id('t'));
  });

  it('of a file of one’s own keeps its URI', () => {
    const local = 'spotify:local:Garage+Choir:Demo+Tape:Rain+on+Tin:183';
    const own = {
      id: null,
      uri: local,
      artists: [{ name: 'Garage Choir', uri: null }],
      album: { name: 'Demo Tape' },
    };
    expect(withTrack(own)).toMatchObject({ uri: local, artist: 'Garage Choir', album: 'Demo Tape' });
    expect(withTrack(own)).not.toHaveProperty('artist_uri');
    const [one, other] = ['One', 'Two'].map((title) =>
      withTrack({ uri: `spotify:local:${'x'.repeat(900)}:${title}:1` }),
    );
    expect(one?.uri).not.toBe(other?.uri);
  });

  it('is cleaned and bounded: names are written by strangers', () => {
    const long = withTrack({
      name: `\u202egnirts\u202c ${'🎵'.repeat(5_000)}`,
      album: { name: 'a\nb\u0000' },
    });
    expect(long?.title.length).toBeLessThanOrEqual(500);
    expect(long?.title).not.toMatch(/[\u202c\u202e]/);
    expect(long?.album).toBe('a b');
    const context = { type: 'playlist', uri: `spotify:playlist:${'🎵'.repeat(900)}` };
    expect(collected({ ...play, context })?.context_uri?.length).toBeLessThanOrEqual(500);
  });

  it.each([
    ['no time', { ...play, played_at: 'soon' }],
    ['a time before Spotify', { ...play, played_at: '1970-01-01T00:00:00Z' }],
    ['a time that would hide all others', { ...play, played_at: '9999-12-31T00:00:00Z' }],
    ['no track', { ...play, track: null }],
    ['an episode', { ...play, track: { ...track, uri: `spotify:episode:${id('e')}` } }],
    ['a URI that is none', { ...play, track: { ...track, uri: 'spotify:track:short' } }],
    ['a local file without a name', { ...play, track: { ...track, uri: 'spotify:local::::' } }],
    ['no object', 7],
    ['nothing', null],
  ])('is left out where it has %s', (_what, entry) => {
    expect(collected(entry)).toBeUndefined();
  });

  it.each([
    ['a length', { duration_ms: -5 }, 'duration_ms'],
    ['a length of years', { duration_ms: 1e15 }, 'duration_ms'],
    ['a date', { album: { ...track.album, release_date: '0000' } }, 'release_date'],
    ['a code', { external_ids: { isrc: 'x'.repeat(90) } }, 'isrc'],
  ])('is kept without %s that cannot be', (_what, fields, key) => {
    expect(withTrack(fields)).toMatchObject({ uri: track.uri });
    expect(withTrack(fields)).not.toHaveProperty(key);
  });
});

describe('a page', () => {
  it('goes on only where Spotify says both where and that it does', () => {
    const page = (fields: object) => recentPageSchema.parse({ items: [], ...fields }).goesOn;
    expect(page({ next: 'https://x', cursors: { before: '1', after: '2' } })).toBe(true);
    expect(page({ next: 'https://x', cursors: null })).toBe(false);
    expect(page({ next: 'https://x', cursors: {} })).toBe(false);
    expect(page({ next: null, cursors: { before: '1' } })).toBe(false);
    expect(page({})).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'ok'],
    ['no items', {}],
    ['items that are no list', { items: {} }],
  ])('that is %s is none', (_what, body) => {
    expect(recentPageSchema.safeParse(body).success).toBe(false);
  });
});
