import type {
  SimilarArtist,
  SimilarArtistsParams,
  SimilarArtistsResult,
} from '../../../protocol/history/insights/similarArtists.ts';
import { artistMarks } from '../artistHistoryMarks.ts';
import { resolveLongWindow } from '../artistHistoryWindow.ts';
import { minTogether, scorerOf, type SongScorer } from '../coListeningScores.ts';
import { findArtistSessions, sessionGapMs, sessionRange } from '../coListeningSessions.ts';
import type { AnalysisContext, Catalogue } from '../columns.ts';
import { toRatio } from '../format.ts';
import { compareArtists, uriField } from '../labels.ts';
import { windowAnswer } from '../notes.ts';
import { rankIds, rankPlayed } from '../ranking.ts';
import { tallyArtists, type Tally } from '../tally.ts';
import { tallyTracks } from '../trackTally.ts';
import type { PlayWindow } from '../window.ts';

const defaultLimit = 10;
/** Artists that are asked about where the params name none. */
const defaultArtists = 5;

const rule =
  "From the user's own listening sessions only, not from Spotify: artists heard in the same sessions. A session is a " +
  `stretch of plays with no more than ${sessionGapMs / 60_000} minutes of silence in between and two or more different ` +
  'artists. Score is the cosine of the sessions of both: long sessions count less, few common ones count less, ' +
  `${minTogether} are the least, and what comes together no more often than by chance is left out.`;

/** What the answer about one artist needs. */
interface Question {
  readonly catalogue: Catalogue;
  /** Of the window. */
  readonly artists: Tally;
  readonly sessions: number;
  readonly scorer: SongScorer;
  readonly limit: number;
}

/**
 * Artists that the user hears in the same sessions as an artist, or as each of the top artists. Closeness is that of
 * `history.coListening`, between artists instead of songs: over the few sessions of one listener it holds better than
 * PPMI, which puts what was heard once first.
 *
 * @throws InputError for a window that cannot be
 */
export function similarArtists(context: AnalysisContext, params: SimilarArtistsParams): SimilarArtistsResult {
  const window = resolveLongWindow(context, params);
  const { catalogue } = context.columns;
  const sessions = findArtistSessions(context.columns, window.history);
  const range = sessionRange(sessions, window);
  const artists = tallyArtists(catalogue, tallyTracks(window));
  const wanted = wantedArtists(catalogue, artists, params);
  const question = {
    catalogue,
    artists,
    sessions: range.to - range.from,
    scorer: scorerOf(sessions, range),
    limit: params.limit ?? defaultLimit,
  };
  return {
    ...windowAnswer(window, unknownNote(window, wanted, params)),
    rule,
    sessions: question.sessions,
    artists: wanted.map((ids) => answerAbout(ids, question)),
  };
}

/** The ids of each artist that is asked about: one that has several is one artist. */
function wantedArtists(
  catalogue: Catalogue,
  artists: Tally,
  { artist, uri }: SimilarArtistsParams,
): readonly (readonly number[])[] {
  if (artist === undefined && uri === undefined) {
    const page = { offset: 0, limit: defaultArtists };
    return Array.from(rankPlayed(artists, 'plays', compareArtists(catalogue), page).ids, (id) => [id]);
  }
  const marks = artistMarks(catalogue, { artist: artist ?? '', uri });
  const ids = Array.from(marks.keys()).filter((id) => marks[id] === 1);
  return ids.length === 0 ? [] : [ids.sort((a, b) => artists.plays[b]! - artists.plays[a]! || a - b)];
}

function answerAbout(
  ids: readonly number[],
  { catalogue, artists, sessions, scorer, limit }: Question,
): SimilarArtistsResult['artists'][number] {
  const score = new Float64Array(artists.plays.length);
  const together = new Int32Array(artists.plays.length);
  const isSeed = new Uint8Array(artists.plays.length);
  for (const id of ids) isSeed[id] = 1;
  const near: number[] = [];
  const own = scorer.scoreSeed(ids, isSeed, (id, closeness, shared) => {
    near.push(id);
    score[id] = closeness;
    together[id] = shared;
  });
  const [name = -1] = ids;
  const page = { offset: 0, limit };
  const ranked = rankIds(Int32Array.from(near), score, artists.plays, compareArtists(catalogue), page);
  return {
    name: catalogue.artistName[name]!,
    plays: ids.reduce((sum, id) => sum + artists.plays[id]!, 0),
    sessions: own,
    ...uriField(catalogue.artistUri[name]),
    similar: Array.from(ranked.ids, (id): SimilarArtist => ({
      name: catalogue.artistName[id]!,
      plays: artists.plays[id]!,
      sessions: scorer.sessionsWith(id),
      ...uriField(catalogue.artistUri[id]),
      score: toRatio(score[id]!, 1),
      together: together[id]!,
    })),
    ...(near.length === 0 && { reason: reasonOf(own, sessions) }),
  };
}

function reasonOf(own: number, all: number): string {
  if (own === 0) return 'It was heard in no session together with another artist.';
  if (own < minTogether) {
    return `It was heard in one session with another artist only; ${minTogether} are the least.`;
  }
  return `In its ${own} sessions (of ${all}) no other artist was heard ${minTogether} times or more and more often than by chance.`;
}

function unknownNote(
  { rows }: PlayWindow,
  wanted: readonly unknown[],
  { artist, uri }: SimilarArtistsParams,
): string | undefined {
  if (wanted.length > 0 || rows.length === 0 || (artist ?? uri) === undefined) return undefined;
  return 'The listening history has no such artist.';
}
