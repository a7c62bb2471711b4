import type { TopTrack } from '../../../protocol/history/topLists.ts';
import type { CreatePlaylistParams } from '../../../protocol/spotify/playlists.ts';
import type { ParamsOf, ResultOf } from '../../../protocol/requests.ts';
import { InputError, type AppError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { matchOf, matchScore } from '../search/matchScore.ts';
import { queryText } from '../search/queryText.ts';
import { searchPages } from '../search/searchPages.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { parseSpotifyReference } from '../spotifyReference.ts';
import { quoted, shorten } from '../upstreamText.ts';
import type { NewItem, NewItems } from './newPlaylistItems.ts';

const defaultCount = 50;
/** Rows that the history answers at once. */
const maxRows = 100;
/** Tracks without a URI that are looked for; each costs a search. */
const maxSearches = 20;
/** Results of such a search that are compared. */
const compared = 5;
/** Longest name that is searched for, in characters. */
const longestName = 100;
/** Most names that a note lists. */
const maxNamed = 5;

type Window = Pick<
  CreatePlaylistParams,
  'history_days' | 'history_from' | 'history_to' | 'history_by' | 'count'
>;
type TopTracks = ResultOf<'history.topTracks'>;

/**
 * The top tracks of a period of the user's history. An export of the account names tracks without their URIs: those
 * are looked for by title and artist, and taken only where both fit.
 * @throws InputError for a period that cannot be; HistoryError where there is no history; NotFound where nothing was
 *   played in the period
 */
export async function itemsFromHistory(context: SpotifyContext, window: Window): Promise<NewItems> {
  const { count = defaultCount } = window;
  const { rows, answer } = await topRows(context, window, count);
  const [{ window_start: start, window_end: end, play_rule: rule }] = [answer];
  if (rows.length === 0) {
    throw new NotFound(`The history has no plays from ${start} to ${end}.`, {
      hint: 'history_coverage shows which time it covers; choose a period in it.',
    });
  }
  const { items, missing, error } = await withUris(context, rows);
  const notes = [`Top tracks by ${answer.by} from ${start} to ${end}. ${rule}`];
  if (rows.length < count) notes.push(`The period has ${rows.length} tracks, not ${count}.`);
  if (missing.length > 0) notes.push(missingNote(missing, error));
  return { items, notes };
}

async function topRows(
  { history }: SpotifyContext,
  { history_days: days, history_from: from, history_to: to, history_by: by }: Window,
  count: number,
): Promise<{ readonly rows: readonly TopTrack[]; readonly answer: TopTracks }> {
  if (days !== undefined && from !== undefined) {
    throw new InputError('history_days and history_from exclude each other.', {
      hint: 'Pass history_days for the last N days, or history_from and history_to for a period.',
    });
  }
  const question: ParamsOf<'history.topTracks'> = {
    ...(days !== undefined && { days }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(by !== undefined && { by }),
    limit: Math.min(maxRows, count),
  };
  const answer = await history('history.topTracks', question);
  const rows = [...answer.top_tracks];
  for (let cursor = answer.next_cursor; cursor !== undefined && rows.length < count;) {
    const page = await history('history.topTracks', { ...question, cursor });
    rows.push(...page.top_tracks);
    cursor = page.next_cursor;
  }
  return { rows: rows.slice(0, count), answer };
}

interface Located {
  readonly items: readonly NewItem[];
  readonly missing: readonly TopTrack[];
  /** Why Spotify was not asked any further. */
  readonly error: AppError | undefined;
}

async function withUris(context: SpotifyContext, rows: readonly TopTrack[]): Promise<Located> {
  const items: NewItem[] = [];
  const missing: TopTrack[] = [];
  let searches = 0;
  let error: AppError | undefined;
  for (const row of rows) {
    const known = parseSpotifyReference(row.uri ?? '');
    if (known?.type === 'track' || known?.type === 'episode') {
      items.push({ uri: known.uri, name: row.name });
      continue;
    }
    const isOpen = searches < maxSearches && error === undefined;
    const found = isOpen ? await searchTrack(context, row) : {};
    if (isOpen) searches += 1;
    error ??= found.error;
    if (found.item === undefined) missing.push(row);
    else items.push(found.item);
  }
  return { items, missing, error };
}

interface SearchedTrack {
  readonly item?: NewItem;
  readonly error?: AppError | undefined;
}

async function searchTrack(context: SpotifyContext, { name, artists }: TopTrack): Promise<SearchedTrack> {
  const title = shorten(name, longestName);
  const [artist] = artists;
  const asked = queryText(
    { track: title, ...(artist !== undefined && { artist: shorten(artist, longestName) }) },
    ['track'],
  );
  const { items, error } = await searchPages(context, asked, { offset: 0, limit: compared });
  const wanted = { title: name, ...(artist !== undefined && { by: artist }) };
  const fitting = items.get('track')?.find((item) => matchOf(matchScore(wanted, item)) === 'exact');
  return { error, ...(fitting !== undefined && { item: { uri: fitting.uri, name: fitting.name } }) };
}

function missingNote(missing: readonly TopTrack[], error: AppError | undefined): string {
  const names = missing
    .slice(0, maxNamed)
    .map(({ name, artists: [artist] }) =>
      artist === undefined ? quoted(name) : `${quoted(name)} by ${quoted(artist)}`,
    );
  const more = missing.length > maxNamed ? ` and ${missing.length - maxNamed} more` : '';
  const why = error === undefined ? '' : ` ${toUserMessage(error)}`;
  return `Not in it, because the history has no URI of them and no search found them: ${names.join(', ')}${more}.${why}`;
}
