import { maxFoundLines } from '../../../protocol/history/findTracks.ts';
import { CancelledError, HistoryError } from '../../errors.ts';
import { describeItem } from '../describeItem.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getSavedTracks } from '../operations/library.ts';
import type { Track } from '../schemas/track.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { AuthError, ForbiddenError, QuotaExceeded, RateLimited, Unavailable } from '../spotifyErrors.ts';
import { upstreamText } from '../upstreamText.ts';
import type { ScoredTrack } from './chooseTrack.ts';
import type { ReadLine } from './readLine.ts';
import type { WantedTrack } from './resolvedLine.ts';
import { comparableTrack, trackScore } from './trackScore.ts';

/** Pages of 50 saved tracks that are read at most. */
const mostPages = 4;
/** Lines that a page must be able to spare a search: it is a request, too. */
const linesPerPage = 3;

/** A line with the place of its answer. */
export interface Line {
  readonly given: string | WantedTrack;
  readonly read: ReadLine;
  /** What was found so far. */
  readonly tracks: ScoredTrack[];
}

/** Adds what the user's own history knows. Where there is none, nothing is added. */
export async function addFromHistory(context: SpotifyContext, lines: readonly Line[]): Promise<void> {
  for (let from = 0; from < lines.length; from += maxFoundLines) {
    const part = lines.slice(from, from + maxFoundLines);
    const found = await askHistory(context, part);
    for (const [at, { tracks }] of found.entries()) {
      const most = Math.max(1, ...tracks.map(({ listens }) => listens));
      for (const { name, artists, album, uri, score, listens } of tracks) {
        const by = artists.map((artist) => upstreamText(artist)).filter((artist) => artist !== '');
        part[at]?.tracks.push({
          ...{ name: upstreamText(name), by, album, uri, score, favour: listens / most },
          source: 'history',
        });
      }
    }
  }
}

async function askHistory(
  { history }: SpotifyContext,
  lines: readonly Line[],
): Promise<Awaited<ReturnType<typeof history<'history.findTracks'>>>['lines']> {
  const asked = lines.map(({ given }) =>
    typeof given === 'string'
      ? { text: given }
      : { title: given.title, ...(given.by !== undefined && { by: given.by }) },
  );
  try {
    return (await history('history.findTracks', { lines: asked })).lines;
  } catch (error) {
    if (HistoryError.is(error, 'empty') || HistoryError.is(error, 'unknownAccount')) return [];
    throw error;
  }
}

/**
 * Adds what is among the latest saved tracks: as many pages as there may be searches to spare, four at most. A library
 * that cannot be read is no failure: the search is left.
 */
export async function addFromLibrary(context: SpotifyContext, lines: readonly Line[]): Promise<void> {
  const pages = Math.min(mostPages, Math.floor(lines.length / linesPerPage));
  for (let page = 0; page < pages; page += 1) {
    const saved = await savedTracks(context, page * maxPageLimit);
    for (const track of saved.tracks) addSaved(lines, track);
    if (!saved.more) return;
  }
}

interface SavedPage {
  readonly tracks: readonly Track[];
  readonly more: boolean;
}

async function savedTracks({ send }: SpotifyContext, offset: number): Promise<SavedPage> {
  try {
    const { items, next } = await send(getSavedTracks, { limit: maxPageLimit, offset });
    return {
      tracks: items.flatMap((saved) => (saved === undefined ? [] : [saved.item])),
      more: next !== undefined,
    };
  } catch (error) {
    if (CancelledError.is(error) || !isRefusal(error)) throw error;
    return { tracks: [], more: false };
  }
}

/** Errors that say nothing of the question: the same happens to any other. */
function isRefusal(error: unknown): boolean {
  return [AuthError, ForbiddenError, QuotaExceeded, RateLimited, Unavailable].some((kind) => kind.is(error));
}

/** What scores less is no answer to any line. */
const worthKeeping = 0.4;

function addSaved(lines: readonly Line[], saved: Track): void {
  if (saved.is_local) return;
  const { name, by = [], album, uri } = describeItem(saved);
  const track = comparableTrack({ name, by, album });
  for (const { read, tracks } of lines) {
    const score = trackScore(read, track);
    if (score >= worthKeeping) tracks.push({ name, by, album, uri, score, favour: 0.5, source: 'library' });
  }
}
