import type { CollectedPlay } from '../../../protocol/collect/collectedPlay.ts';
import { cleanText } from '../import/exportText.ts';
import { localTrackId } from '../import/localTrackId.ts';
import { isItemUri, uriType } from '../import/spotifyUri.ts';
import type { Span } from '../matchingRun.ts';
import { sourceIds } from '../observationWriter.ts';
import { RowInserter } from '../rowInserter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import type { HeardTrack, TouchedTracks, TrackDictionary } from '../trackDictionary.ts';
import { trackIdOf, type TrackFacts } from '../trackRows.ts';
import type { Words } from '../words.ts';

/** Plays of a page that the history does not have like that. */
export interface News {
  readonly plays: readonly CollectedPlay[];
  /** Plays at a time at which none was known. */
  readonly inserted: number;
  /** Plays that are known with another track. */
  readonly updated: number;
}

export interface WrittenPlays extends News {
  readonly touched: TouchedTracks;
  /** A known artist is called otherwise now. */
  readonly artistRenamed: boolean;
}

/** No play ended before Spotify was there, and none ends in the next century: such a time is nonsense. */
const earliest = Date.UTC(2006, 0, 1);
const latest = Date.UTC(2100, 0, 1);

const releaseDate = /^\d{4}(-\d\d(-\d\d)?)?$/;

/** Whether a play has what it needs to be stored: a name and a time that can be. */
export function isUsable({ title, played_at: at }: CollectedPlay): boolean {
  return cleanText(title) !== '' && at >= earliest && at < latest;
}

/**
 * Observations of source `api`. A play is unique by its account and the time at which it ended, to the millisecond: the
 * track may have another id in the next poll (relinking). Of two ids the first in the alphabet stays, so that it makes
 * no difference which poll came first.
 */
export class CollectedPlays {
  readonly #database: SqlDatabase;
  readonly #words: Words;
  readonly #inserter: RowInserter;

  constructor(database: SqlDatabase, words: Words) {
    this.#database = database;
    this.#words = words;
    this.#inserter = new RowInserter(database, {
      into: 'INSERT OR IGNORE INTO observations',
      shared: ['user_id', 'source', 'flags'],
      columns: ['track', 'ended_at', 'context'],
    });
  }

  /** End of the newest play that a poll brought. @param until later ones do not count */
  newest(userId: number, until = latest): number | undefined {
    const row = this.#database.row(
      'SELECT max(ended_at) FROM observations WHERE user_id = ? AND source = ? AND ended_at <= ?',
      [userId, sourceIds.api, until],
    );
    return typeof row?.[0] === 'number' ? row[0] : undefined;
  }

  /** From the first to the last play that polls brought. */
  spanOf(userId: number): Span | undefined {
    const to = this.newest(userId);
    const row = this.#database.row(
      'SELECT min(ended_at) FROM observations WHERE user_id = ? AND source = ?',
      [userId, sourceIds.api],
    );
    return to === undefined ? undefined : { from: Number(row?.[0]), to };
  }

  /** What of these plays would change something; ascending by end. */
  news(userId: number | undefined, plays: readonly CollectedPlay[]): News {
    const usable = plays.filter(isUsable).sort((a, b) => a.played_at - b.played_at);
    const known = userId === undefined ? new Map<number, string>() : this.#known(userId, usable);
    const news = new Map<number, CollectedPlay>();
    let updated = 0;
    for (const play of usable) {
      const trackId = trackIdOfPlay(play);
      const stored = known.get(play.played_at);
      if (stored !== undefined && stored <= trackId) continue;
      if (stored !== undefined && !news.has(play.played_at)) updated++;
      known.set(play.played_at, trackId);
      news.set(play.played_at, play);
    }
    return { plays: [...news.values()], inserted: news.size - updated, updated };
  }

  /** Writes plays with their tracks. */
  write(userId: number, plays: readonly CollectedPlay[], tracks: TrackDictionary, at: number): WrittenPlays {
    const news = this.news(userId, plays);
    const known = this.#known(userId, news.plays);
    const heard = news.plays.map(heardTrack);
    tracks.prepare(
      heard,
      news.plays.flatMap((play) => artistUriOf(play) ?? []),
    );
    const rows = news.plays.map((play, index) => ({
      play,
      track: tracks.idOf(heard[index] as HeardTrack),
      context: this.#words.idOf(contextOf(play)),
    }));
    let artistRenamed = false;
    // The newest first: it decides what an artist is called.
    for (const { play, track } of rows.toReversed()) {
      if (creditTo(play, track, tracks, at)) artistRenamed = true;
    }
    const touched = tracks.write(at, 'spotify_api');
    this.#inserter.begin([userId, sourceIds.api, 0]);
    for (const { play, track, context } of rows) {
      if (known.has(play.played_at)) {
        this.#database.run(
          'UPDATE observations SET track = ?, context = ? WHERE user_id = ? AND source = ? AND ended_at = ?',
          [track, context, userId, sourceIds.api, play.played_at],
        );
      } else this.#inserter.add([track, play.played_at, context]);
      tracks.describe(track, factsOf(play), at);
    }
    this.#inserter.end();
    return { ...news, touched, artistRenamed };
  }

  /** `track_id` by end, of the stored plays between the first and the last of some that are ascending. */
  #known(userId: number, plays: readonly CollectedPlay[]): Map<number, string> {
    const known = new Map<number, string>();
    const [first, last] = [plays[0], plays.at(-1)];
    if (first === undefined || last === undefined) return known;
    this.#database.each(
      `SELECT o.ended_at, t.track_id FROM observations o JOIN tracks t ON t.id = o.track
        WHERE o.user_id = ? AND o.source = ? AND o.ended_at BETWEEN ? AND ?`,
      [userId, sourceIds.api, first.played_at, last.played_at],
      ([endedAt, trackId]) => {
        known.set(Number(endedAt), String(trackId));
      },
    );
    return known;
  }
}

/** What a listen that Spotify tells says of its track. A local file has no URI that means anything elsewhere. */
export function heardTrack(
  listen: Pick<CollectedPlay, 'uri' | 'title' | 'artist'> &
    Partial<Pick<CollectedPlay, 'album' | 'played_at'>>,
): HeardTrack {
  return {
    uri: isItemUri(listen.uri) ? listen.uri : undefined,
    kind: uriType(listen.uri) === 'episode' ? 'podcast' : 'music',
    title: cleanText(listen.title),
    artist: cleanText(listen.artist),
    album: cleanText(listen.album),
    endedAt: listen.played_at ?? 0,
  };
}

/** @returns whether a known artist is called otherwise now */
export function creditTo(
  play: Pick<CollectedPlay, 'artist' | 'artist_uri' | 'played_at'>,
  track: number,
  tracks: TrackDictionary,
  at: number,
): boolean {
  const uri = artistUriOf(play);
  return uri !== undefined && tracks.creditTo(track, uri, cleanText(play.artist), play.played_at, at);
}

/** `undefined` also where the artist has no name. */
function artistUriOf({
  artist,
  artist_uri: uri,
}: Pick<CollectedPlay, 'artist' | 'artist_uri'>): string | undefined {
  const isArtist = uri !== undefined && uriType(uri) === 'artist' && isItemUri(uri);
  return isArtist && cleanText(artist) !== '' ? uri : undefined;
}

function trackIdOfPlay(play: CollectedPlay): string {
  const { uri, artist, title, album } = heardTrack(play);
  return uri === undefined ? localTrackId(artist, title, album) : trackIdOf(uri);
}

/** URI of the playlist, album or artist that a listen was started from. */
export function contextOf({
  context_uri: uri,
}: {
  readonly context_uri?: string | undefined;
}): string | undefined {
  const text = cleanText(uri);
  return text.startsWith('spotify:') ? text : undefined;
}

/** What Spotify alone tells of a track. */
export function factsOf(
  play: Pick<CollectedPlay, 'duration_ms' | 'release_date' | 'isrc' | 'explicit'>,
): TrackFacts {
  const { duration_ms: durationMs, release_date: date, isrc, explicit } = play;
  return {
    durationMs: durationMs !== undefined && durationMs > 0 ? durationMs : undefined,
    releaseDate: date !== undefined && releaseDate.test(date) ? date : undefined,
    isrc: cleanText(isrc) === '' ? undefined : cleanText(isrc),
    explicit,
  };
}
