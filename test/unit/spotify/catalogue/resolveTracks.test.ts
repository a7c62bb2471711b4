import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTracks } from '../../../../src/core/analytics/findTracks.ts';
import { CancelledError, HistoryError } from '../../../../src/core/errors.ts';
import { resolveLines } from '../../../../src/core/spotify/catalogue/resolveLines.ts';
import { resolveTracks } from '../../../../src/core/spotify/catalogue/resolveTracks.ts';
import type { AskHistory } from '../../../../src/core/spotify/spotifyContext.ts';
import { QuotaExceeded } from '../../../../src/core/spotify/spotifyErrors.ts';
import type { FindTracksParams } from '../../../../src/protocol/history/findTracks.ts';
import {
  resolveTracksParams,
  resolveTracksResult,
  type ResolveTracksParams,
  type ResolveTracksResult,
} from '../../../../src/protocol/spotify/resolveTracks.ts';
import type { SimTrack } from '../../../spotify/catalogue.ts';
import { contextOf } from '../../analytics/context.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const resolve = async (params: ResolveTracksParams): Promise<ResolveTracksResult> =>
  resolveTracksResult.strict().parse(await resolveTracks(bed.context, resolveTracksParams.parse(params)));
const resolveOne = async (line: string): Promise<ResolveTracksResult['tracks'][number]> => {
  const { tracks } = await resolve({ lines: [line] });
  const [track] = tracks;
  if (track === undefined) throw new Error('No answer for the line.');
  return track;
};

const isPlain = ({ name, artists }: SimTrack): boolean =>
  /^\w+ \w+$/.test(name) && artists.length === 1 && /^[\w ]+$/.test(artists[0]?.name ?? '');
const artistOf = ({ artists }: SimTrack): string => artists[0]?.name ?? '';
/** Songs with plain names that only their artist has. */
const plainTracks = (count: number): readonly SimTrack[] => {
  const seen = new Set<string>();
  const { tracks } = bed.simulator.catalogue;
  return tracks
    .filter((track) => {
      const key = `${track.name}/${artistOf(track)}`;
      const isNew = !seen.has(key) && isPlain(track) && !bed.user.library.has(track.uri);
      seen.add(key);
      return isNew;
    })
    .slice(0, count);
};
/** What is equal but for the record that it is on counts as the same. */
const named = (track: SimTrack): object => ({ name: track.name, by: [artistOf(track)] });
const searches = (): readonly string[] => bed.newRequests().filter((request) => request === 'GET /search');

/** A history of some tracks, by the product's own analysis. */
function historyOf(
  tracks: readonly { readonly title: string; readonly artist: string; readonly uri: string }[],
): AskHistory {
  const context = contextOf(
    tracks.map((track, at) => ({ ...track, endedAt: Date.UTC(2025, 0, 1) + at * 60_000 })),
    '2025-06-01T00:00:00Z',
  );
  return (_, params) => Promise.resolve(findTracks(context, params as FindTracksParams) as never);
}

describe('lines of text', () => {
  it('are found by a search each, in their order', async () => {
    const tracks = plainTracks(8);
    const forms: readonly ((name: string, by: string) => string)[] = [
      (name, by) => `${by} – ${name}`,
      (name, by) => `${name} by ${by}`,
      (name, by) => `${name} - ${by}`,
      (name, by) => `3. "${name}" by ${by}`,
      (name, by) => `${by}, ${name}`,
      (name, by) => `${by.toUpperCase()} - ${name.toUpperCase()}`,
      (name, by) => `${by}\t${name}\t3:20`,
      (name, by) => `${by} - ${name} (Official Video)`,
    ];
    const lines = tracks.map((track, at) => forms[at]?.(track.name, artistOf(track)) ?? '');
    const answer = await resolve({ lines });
    expect(answer.tracks.map(({ line }) => line)).toEqual(lines.map((line) => line.replaceAll('\t', ' ')));
    expect(answer).toMatchObject({ resolved: 8, searches: 8, tracks: tracks.map(named) });
    expect(
      answer.tracks.every(({ source, confidence = 0 }) => source === 'search' && confidence >= 0.95),
    ).toBe(true);
    expect(searches()).toHaveLength(8);
  });

  it('are found in spite of a slip of the pen', async () => {
    const [track] = plainTracks(1);
    if (track === undefined) throw new Error('no track');
    const slipped = `${artistOf(track)} - ${track.name.replace(/(\w)(\w)$/, '$2$1')}`;
    const found = await resolveOne(slipped);
    expect(found).toMatchObject(named(track));
    expect(found.confidence).toBeLessThan(0.98);
  });

  it('are found in other scripts', async () => {
    for (const artist of bed.simulator.catalogue.artists.filter(({ name }) => /^[\p{Lo} ]+$/u.test(name))) {
      const track = bed.simulator.catalogue.tracks.find(
        ({ artists, name }) => artists[0] === artist && !/[(,-]/.test(name),
      );
      if (track === undefined) continue;
      expect(await resolveOne(`${artist.name} - ${track.name}`)).toMatchObject(named(track));
    }
  });

  it('mean the recording on the record unless they ask for another', async () => {
    const { tracks } = bed.simulator.catalogue;
    const live = tracks.find(({ name }) => name.endsWith(' (Live at the Weighbridge)'));
    if (live === undefined) throw new Error('no live track');
    const title = live.name.replace(/ \(.*$/, '');
    expect(await resolveOne(`${artistOf(live)} - ${title} (Live)`)).toMatchObject(named(live));
    const studio = await resolveOne(`${artistOf(live)} - ${title}`);
    expect(studio.confidence ?? 0).toBeLessThan(0.9);
  });

  it('that name a URI or a link are kept, and cost nothing', async () => {
    const [track, other] = plainTracks(2);
    const episode = bed.simulator.catalogue.episodes[0];
    const answer = await resolve({
      lines: [
        track?.uri ?? '',
        `https://open.spotify.com/intl-fr/track/${other?.id}?si=abc`,
        episode?.uri ?? '',
      ],
    });
    expect(answer.tracks.map(({ uri, source, confidence }) => [uri, source, confidence])).toEqual(
      [track, other, episode].map((one) => [one?.uri, 'given', 1]),
    );
    expect(bed.newRequests()).toEqual([]);
  });

  it('that name nothing say why, and cost nothing', async () => {
    const { albums } = bed.simulator.catalogue;
    const answer = await resolve({ lines: ['', '-----', albums[0]?.uri ?? '', 'spotify:track:nope'] });
    expect(answer.tracks.map(({ why }) => why)).toEqual([
      'The line is empty.',
      'The line names nothing.',
      'This is an album, not a track.',
      'This is no URI or link that can be read.',
    ]);
    expect(answer).toMatchObject({ resolved: 0, searches: 0 });
    expect(bed.newRequests()).toEqual([]);
  });

  it('that fit nothing say so, after a second search with other words', async () => {
    const nothing = await resolveOne('Qqqq Zzzz - Xxxx Wwww');
    expect(nothing).toEqual({ line: 'Qqqq Zzzz - Xxxx Wwww', why: 'Nothing was found.' });
    expect(searches()).toHaveLength(2);
    const [track] = plainTracks(1);
    const near = await resolveOne(`Nobody Anywhere - ${track?.name}`);
    expect(near.uri).toBeUndefined();
    expect(near.why).toBe('Nothing fits well enough.');
    expect(near.runner_up?.name).toBe(track?.name);
  });

  it('that are equal share a search', async () => {
    const [track] = plainTracks(1);
    const line = `${artistOf(track as SimTrack)} - ${track?.name}`;
    const answer = await resolve({ lines: [line, line, `${line} `] });
    expect(answer).toMatchObject({ resolved: 3, searches: 1 });
    expect(searches()).toHaveLength(1);
  });
});

describe('what the user already knows', () => {
  it('is looked for in the history first', async () => {
    const [known, other] = plainTracks(2);
    const uri = 'spotify:track:0000000000000000000001';
    bed.history = historyOf([{ title: known?.name ?? '', artist: artistOf(known as SimTrack), uri }]);
    const answer = await resolve({
      lines: [known, other].map((track) => `${artistOf(track as SimTrack)} - ${track?.name}`),
    });
    expect(answer.tracks[0]).toMatchObject({ uri, source: 'history', confidence: 1 });
    expect(answer.tracks[1]).toMatchObject({ source: 'search' });
    expect(searches()).toHaveLength(1);
  });

  it('is a title alone that was listened to', async () => {
    bed.history = historyOf([
      { title: 'Intro', artist: 'Bright Gravel', uri: 'spotify:track:0000000000000000000001' },
    ]);
    expect(await resolveOne('Intro')).toMatchObject({
      source: 'history',
      confidence: 0.75,
      by: ['Bright Gravel'],
    });
    expect(bed.newRequests()).toEqual([]);
  });

  it('is searched for all the same where the history has only another version', async () => {
    const [track] = plainTracks(1);
    if (track === undefined) throw new Error('no track');
    bed.history = historyOf([
      { title: `${track.name} - Live`, artist: artistOf(track), uri: 'spotify:track:0000000000000000000001' },
    ]);
    expect(await resolveOne(`${artistOf(track)} - ${track.name}`)).toMatchObject({
      ...named(track),
      source: 'search',
    });
  });

  it('is looked for among the latest saved tracks, a page for three lines that are left', async () => {
    const saved = bed.user.library
      .list('track')
      .map(({ uri }) => bed.simulator.catalogue.tracks.find((track) => track.uri === uri))
      .filter((track) => track !== undefined)
      .slice(0, 3);
    expect(saved).toHaveLength(3);
    const answer = await resolve({ lines: saved.map((track) => `${artistOf(track)} - ${track.name}`) });
    expect(answer.tracks.map(({ source }) => source)).toEqual(['library', 'library', 'library']);
    expect(bed.newRequests()).toEqual(['GET /me/tracks']);
  });

  it('can be missing: no history, a library that may not be read', async () => {
    const tracks = plainTracks(3);
    bed.simulator.troubles.always({ kind: '403', reason: 'insufficientScope' }, { match: 'GET /me/tracks' });
    const answer = await resolve({ lines: tracks.map((track) => `${artistOf(track)} - ${track.name}`) });
    expect(answer.resolved).toBe(3);
  });

  it('fails the call where the history is damaged', async () => {
    bed.history = () => Promise.reject(new HistoryError('damaged', 'The history is damaged.'));
    expect(HistoryError.is(await errorOf(resolve({ lines: ['a - b'] })), 'damaged')).toBe(true);
  });
});

describe('what it costs', () => {
  const many = (count: number): string[] =>
    Array.from({ length: count }, (_, at) => `Nobody ${at} - Nothing ${at}`);

  it('is said before it passes 50 searches; what needs none is answered', async () => {
    const [track] = plainTracks(1);
    const answer = await resolve({ lines: [track?.uri ?? '', ...many(60)] });
    expect(answer).toMatchObject({ resolved: 1, searches: 0, searches_needed: 60 });
    expect(answer.tracks[1]).toEqual({
      line: 'Nobody 0 - Nothing 0',
      why: 'Not in your history or among your latest saved tracks; a search is needed.',
    });
    expect(answer.note).toContain('call again with max_searches: 60');
    expect(searches()).toEqual([]);
  });

  it('is spent when the caller says so, and no more', async () => {
    const answer = await resolve({ lines: many(60), max_searches: 70 });
    expect(answer.searches).toBe(70);
    expect(searches()).toHaveLength(70);
    const left = answer.tracks.filter(({ why }) => why?.includes('max_searches is used up'));
    expect(left).toHaveLength(50);
  });

  it('is nothing at all with max_searches 0', async () => {
    const answer = await resolve({ lines: many(1), max_searches: 0 });
    expect(answer).toMatchObject({ searches: 0, searches_needed: 1 });
    expect(bed.newRequests()).toEqual([]);
  });

  it('ends at a quota: what was found stays, the rest says until when', async () => {
    const tracks = plainTracks(12);
    const lines = tracks.map((track) => `${artistOf(track)} - ${track.name}`);
    for (const _ of [1, 2, 3]) bed.simulator.troubles.once({ kind: 'slow', ms: 0 }, { match: 'GET /search' });
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'GET /search' });
    const answer = await resolve({ lines });
    expect(answer.resolved).toBe(3);
    expect(answer.note).toMatch(/^The search ended early\. Spotify's quota for .* is used up until /);
    const open = answer.tracks.filter(({ uri }) => uri === undefined);
    expect(open).toHaveLength(9);
    expect(open.every(({ why }) => why?.startsWith("Not searched: Spotify's quota"))).toBe(true);
    expect(searches().length).toBeLessThanOrEqual(8);
  });

  it('is the failure of the call where a quota leaves nothing', async () => {
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'GET /search' });
    expect(QuotaExceeded.is(await errorOf(resolve({ lines: many(2) })))).toBe(true);
  });

  it('is one line where one search fails', async () => {
    const tracks = plainTracks(3);
    bed.simulator.troubles.once({ kind: '500' }, { match: 'GET /search' });
    const answer = await resolve({ lines: tracks.map((track) => `${artistOf(track)} - ${track.name}`) });
    expect(answer.resolved).toBe(2);
    expect(answer.tracks.filter(({ why }) => why?.startsWith('Not searched: '))).toHaveLength(1);
  });
});

describe('long work', () => {
  it('tells how far it is', async () => {
    const tracks = plainTracks(6);
    await resolve({ lines: tracks.map((track) => `${artistOf(track)} - ${track.name}`) });
    const done = bed.progress.map((report) => report.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(bed.progress.at(-1)).toMatchObject({ done: 6, total: 6 });
  });

  it('ends when the caller cancels', async () => {
    const stop = new AbortController();
    const context = { ...bed.contextWith(stop.signal), progress: () => stop.abort() };
    const error = await errorOf(
      resolveTracks(context, { lines: ['Nobody - Nothing', 'Nobody - Something'] }),
    );
    expect(CancelledError.is(error)).toBe(true);
  });

  it('takes 200 lines, and no more', async () => {
    expect(resolveTracksParams.safeParse({ lines: Array.from({ length: 201 }, () => 'a') }).success).toBe(
      false,
    );
    expect(resolveTracksParams.safeParse({ lines: [] }).success).toBe(false);
    expect(resolveTracksParams.safeParse({ lines: ['a'], tracks: [] }).success).toBe(false);
    bed.history = historyOf([
      { title: 'A'.repeat(199), artist: 'B'.repeat(199), uri: 'spotify:track:0000000000000000000001' },
      { title: 'A'.repeat(199), artist: 'C'.repeat(199), uri: 'spotify:track:0000000000000000000002' },
    ]);
    const lines = Array.from({ length: 200 }, () => 'A'.repeat(199));
    const answer = await resolve({ lines });
    expect(answer.resolved).toBe(200);
    expect(JSON.stringify(answer).length).toBeLessThan(100_000);
  });
});

describe('tracks whose title and artist are known apart', () => {
  it('are found by these, or by their code', async () => {
    const [track, coded] = plainTracks(2);
    if (track === undefined || coded === undefined) throw new Error('no track');
    const { lines, searches: count } = await resolveLines(bed.context, [
      { title: track.name, by: artistOf(track) },
      { title: 'Misspelt Beyond Recognition', by: 'Somebody', isrc: coded.isrc },
      { title: '' },
    ]);
    expect(lines[0]?.match).toMatchObject(named(track));
    expect(lines[1]?.match).toMatchObject({ uri: coded.uri, confidence: 1 });
    expect(lines[2]?.why).toBe('The line names no title.');
    expect(count).toBe(2);
  });
});
