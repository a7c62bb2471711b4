import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, InputError } from '../../../../src/core/errors.ts';
import { checkItems } from '../../../../src/core/spotify/library/checkItems.ts';
import { AuthError, QuotaExceeded, SpotifyRefused } from '../../../../src/core/spotify/spotifyErrors.ts';
import {
  checkLibraryParams,
  checkLibraryResult,
  type CheckLibraryResult,
} from '../../../../src/protocol/spotify/library.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { withScopes } from './withScopes.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const check = async (uris: readonly string[], context = bed.context): Promise<CheckLibraryResult> =>
  checkLibraryResult.strict().parse(await checkItems(context, checkLibraryParams.parse({ uris })));

const trackUris = (count: number): readonly string[] =>
  bed.simulator.catalogue.tracks.slice(0, count).map(({ uri }) => uri);

describe('looking into the library', () => {
  it('tells of every kind, in the order of the question, each once', async () => {
    const { catalogue, playlists } = bed.simulator;
    const { tracks, albums, artists, shows, episodes, audiobooks } = catalogue;
    const kinds: readonly (readonly { readonly uri: string }[])[] = [
      ...[tracks, albums, artists, shows, episodes, audiobooks],
      playlists.all,
    ];
    const uris = kinds.flatMap((kind) => kind.slice(0, 3).map(({ uri }) => uri));
    const [first = ''] = uris;
    const link = first.replace('spotify:track:', 'https://open.spotify.com/intl-de/track/') + '?si=1';
    const { items, note } = await check([...uris, link, first]);
    expect(items).toEqual(uris.map((uri) => ({ uri, saved: bed.user.library.has(uri) })));
    expect(note).toBe(
      `${uris.filter((uri) => bed.user.library.has(uri)).length} of ${uris.length} saved or followed.`,
    );
    expect(bed.newRequests()).toHaveLength(1);
  });

  it('takes 500 in chunks of 40 and reports how far it is', async () => {
    const uris = trackUris(500);
    const { items } = await check(uris);
    expect(items.map(({ uri }) => uri)).toEqual(uris);
    expect(bed.newRequests()).toHaveLength(13);
    expect(bed.progress.map(({ done }) => done)).toEqual(
      Array.from({ length: 13 }, (_, at) => Math.min(500, 40 * (at + 1))),
    );
    await check(uris);
    expect(bed.newRequests()).toEqual([]);
  });

  it.each([
    'spotify:user:ada-lovelace',
    'spotify:chapter:4iV5W9uYEdYUVa79Axb7Rh',
    'spotify:local:a:b:c:1',
    'spotify:track:../../me',
    '4iV5W9uYEdYUVa79Axb7Rh',
    'Paper Glacier Trio',
  ])('refuses %s, says where it stands and sends nothing', async (wrong) => {
    const error = await errorOf(check([...trackUris(2), wrong]));
    expect(InputError.is(error) && error.message).toContain('uris[2]: ');
    expect(bed.newRequests()).toEqual([]);
  });

  it.each([[[]], [Array.from({ length: 501 }, () => 'spotify:track:4iV5W9uYEdYUVa79Axb7Rh')]])(
    'refuses none and 501',
    (uris) => {
      expect(checkLibraryParams.safeParse({ uris }).success).toBe(false);
    },
  );

  it('answers what it could read before a limit', async () => {
    const uris = trackUris(100);
    bed.simulator.troubles.once({ kind: 'slow', ms: 0 }, { match: 'GET /me/library/contains' });
    bed.simulator.troubles.once({ kind: 'quota', retryAfterSeconds: 3600 });
    const { items, failed, note } = await check(uris);
    expect(items.map(({ uri }) => uri)).toEqual(uris.slice(0, 40));
    expect(failed).toEqual(uris.slice(40).map((item) => ({ item, why: 'Not sent.' })));
    expect(note).toMatch(/quota for the library is used up/);
    expect(bed.newRequests()).toHaveLength(2);
    expect(QuotaExceeded.is(await errorOf(check(uris.slice(60))))).toBe(true);
  });

  it('tells of the kinds that the sign-in reaches', async () => {
    const context = withScopes(bed, ['user-library-read']);
    const artists = bed.simulator.catalogue.artists.slice(0, 2).map(({ uri }) => uri);
    const { items, failed } = await check([...artists, ...trackUris(50)], context);
    expect(items.map(({ uri }) => uri)).toEqual(trackUris(50));
    expect(failed?.map(({ item }) => item)).toEqual(artists);
    expect(failed?.[0]?.why).toContain('user-follow-read');
    expect(bed.newRequests()).toHaveLength(2);
    expect(AuthError.is(await errorOf(check(artists, context)), 'missingScope')).toBe(true);
  });

  it('finds the one thing that Spotify takes no question with', async () => {
    const uris = trackUris(40);
    const bad = uris[17] ?? '';
    const context = {
      ...bed.context,
      send: ((operation, params, options) => {
        const asked = (params as { uris?: readonly string[] }).uris ?? [];
        if (asked.includes(bad))
          bed.simulator.troubles.once({ kind: '400', message: 'Invalid id' }, { match: 'GET /me/library' });
        return bed.context.send(operation, params, options);
      }) as typeof bed.context.send,
    };
    const { items, failed } = await check(uris, context);
    expect(items.map(({ uri }) => uri)).toEqual(uris.filter((uri) => uri !== bad));
    expect(failed).toEqual([{ item: bad, why: expect.stringContaining('Invalid id') as string }]);
    expect(bed.newRequests().length).toBeLessThanOrEqual(13);
    expect(SpotifyRefused.is(await errorOf(check([bad], context)))).toBe(true);
  });

  it('stops when its caller does', async () => {
    const aborter = new AbortController();
    const context = bed.contextWith(aborter.signal);
    const watching = {
      ...context,
      progress: () => {
        aborter.abort();
      },
    };
    expect(CancelledError.is(await errorOf(check(trackUris(100), watching)))).toBe(true);
    expect(bed.newRequests()).toHaveLength(1);
  });
});
