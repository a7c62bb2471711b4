import { artistHistory } from '../../../../src/core/analytics/artistHistory.ts';
import { coListening } from '../../../../src/core/analytics/coListening.ts';
import type { AnalysisContext } from '../../../../src/core/analytics/columns.ts';
import { coverage } from '../../../../src/core/analytics/coverage.ts';
import { ZoneCache } from '../../../../src/core/analytics/timeZone.ts';
import { topArtists } from '../../../../src/core/analytics/topArtists.ts';
import { topTracks } from '../../../../src/core/analytics/topTracks.ts';
import type { AskHistory } from '../../../../src/core/spotify/spotifyContext.ts';
import { requests } from '../../../../src/protocol/requests.ts';
import { playColumns, type ListenFixture } from '../../../fixtures/playColumns.ts';
import type { SimTrack } from '../../../spotify/catalogue.ts';

const analyses = {
  'history.artistHistory': artistHistory,
  'history.coListening': coListening,
  'history.coverage': coverage,
  'history.topArtists': topArtists,
  'history.topTracks': topTracks,
} as const;

/** The worker's answers over some listens: the real analyses behind the real schemas. */
export function ownHistory(listens: readonly ListenFixture[], now: number): AskHistory {
  const context: AnalysisContext = {
    columns: playColumns(listens),
    now,
    timeZone: 'Europe/Berlin',
    minSeconds: 30,
    zones: new ZoneCache(),
  };
  return (method, params) => {
    const analyse = analyses[method as keyof typeof analyses] as (
      context: AnalysisContext,
      params: unknown,
    ) => unknown;
    const { params: given, result } = requests[method];
    return Promise.resolve(result.parse(analyse(context, given.parse(params))) as never);
  };
}

/** A listen of a track of the simulator's catalogue, as an export names it: without the artist's URI. */
export function heard(track: SimTrack, endedAt: number): ListenFixture {
  return {
    endedAt,
    title: track.name,
    artist: track.artists[0]?.name ?? '',
    album: track.album.name,
    uri: track.uri,
  };
}

/** Sessions, one a day, the last one yesterday. */
export function sessionsOf(
  sessions: readonly (readonly SimTrack[])[],
  now: number,
): readonly ListenFixture[] {
  const dayMs = 86_400_000;
  return sessions.flatMap((tracks, day) =>
    tracks.map((track, at) => heard(track, now - (sessions.length - day) * dayMs + at * 200_000)),
  );
}
