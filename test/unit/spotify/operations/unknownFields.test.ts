import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { album } from '../../../../src/core/spotify/schemas/album.ts';
import { artist } from '../../../../src/core/spotify/schemas/artist.ts';
import { audiobook } from '../../../../src/core/spotify/schemas/audiobook.ts';
import { chapter } from '../../../../src/core/spotify/schemas/chapter.ts';
import { devices } from '../../../../src/core/spotify/schemas/device.ts';
import { episode } from '../../../../src/core/spotify/schemas/episode.ts';
import { cursorPage, page } from '../../../../src/core/spotify/schemas/page.ts';
import { playbackState } from '../../../../src/core/spotify/schemas/playbackState.ts';
import { playlist } from '../../../../src/core/spotify/schemas/playlist.ts';
import { profile } from '../../../../src/core/spotify/schemas/profile.ts';
import { queue } from '../../../../src/core/spotify/schemas/queue.ts';
import { recentPlay } from '../../../../src/core/spotify/schemas/recentPlay.ts';
import { saved } from '../../../../src/core/spotify/schemas/saved.ts';
import { searchResult } from '../../../../src/core/spotify/schemas/searchResult.ts';
import { show } from '../../../../src/core/spotify/schemas/show.ts';
import { track } from '../../../../src/core/spotify/schemas/track.ts';
import * as bodies from './bodies.ts';

const schemas: readonly [name: string, schema: z.ZodType, body: unknown][] = [
  ['track', track, bodies.track],
  ['local track', track, bodies.localTrack],
  ['album', album, bodies.album],
  ['artist', artist, bodies.artist],
  ['show', show, bodies.show],
  ['episode', episode, bodies.episode],
  ['audiobook', audiobook, bodies.audiobook],
  ['chapter', chapter, bodies.chapter],
  ['playlist', playlist, bodies.playlist],
  ['devices', devices, { devices: [bodies.device] }],
  ['state of the player', playbackState, bodies.playbackState],
  ['queue', queue, bodies.queue],
  ['recent plays', cursorPage(recentPlay), bodies.recentPlays],
  [
    'saved tracks',
    page(saved('track', track)),
    bodies.pageOf([{ added_at: '2024-01-02', track: bodies.track }]),
  ],
  [
    'search',
    searchResult,
    { tracks: bodies.pageOf([bodies.track]), playlists: bodies.pageOf([bodies.playlist]) },
  ],
  ['profile', profile, bodies.profile],
];

// A true among the refused actions would be one more of them.
const unknownValue = fc.jsonValue().filter((value) => value !== true);
const unknownFields = fc.dictionary(fc.stringMatching(/^x_\w{0,8}$/), unknownValue, { maxKeys: 3 });

/** The body with other unknown fields in each of its objects. */
function grown(body: unknown, next: () => object): unknown {
  if (Array.isArray(body)) return body.map((member) => grown(member, next));
  if (typeof body !== 'object' || body === null) return body;
  const fields = Object.entries(body).map(([name, value]) => [name, grown(value, next)] as const);
  return { ...next(), ...Object.fromEntries(fields) };
}

/** The body in which every `null` is left out instead. */
function without(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (_, value: unknown) => value ?? undefined));
}

describe.each(schemas)('%s', (_, schema, body) => {
  it('is read the same with fields that came later, at any depth', () => {
    const expected = schema.parse(body);
    fc.assert(
      fc.property(fc.array(unknownFields, { minLength: 1, maxLength: 5 }), (sets) => {
        let count = 0;
        const next = (): object => sets[count++ % sets.length] ?? {};
        expect(schema.parse(grown(body, next))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('is read the same whether a field is null or absent', () => {
    expect(schema.parse(without(body))).toEqual(schema.parse(body));
  });
});
