import type { ImportPlaylistParams, ImportPlaylistResult } from '../../../protocol/spotify/playlistFile.ts';
import type { PlaylistItemsResult } from '../../../protocol/spotify/playlistItems.ts';
import type { PlaylistWriteResult } from '../../../protocol/spotify/writes.ts';
import type { LocalFiles } from '../../ports.ts';
import { defaultMaxSearches } from '../catalogue/resolvedLine.ts';
import { addItems } from '../playlists/addItems.ts';
import { itemCount } from '../playlists/countWords.ts';
import { createPlaylistWithItems } from '../playlists/createPlaylistWithItems.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';
import { importSource } from './importSource.ts';
import { importTarget } from './importTarget.ts';
import { notFoundRows, resolveRows, unsureWords, type ResolvedRows } from './resolveRows.ts';

const longestName = 100;
const defaultName = 'Imported playlist';

/**
 * Answers `spotify.importPlaylist`: reads the list, finds what has no URI, then makes a playlist of it or adds to one.
 * Where that needs more searches than the caller allows, it says how many, and nothing is changed.
 * @throws InputError for a list that cannot be read; what making and changing a playlist throw
 */
export function importPlaylist(files: LocalFiles): Feature<ImportPlaylistParams, ImportPlaylistResult> {
  return async (context, params) => {
    const source = await importSource(files, params);
    const target = params.playlist === undefined ? undefined : await importTarget(context, params.playlist);
    const { max_searches: maxSearches = defaultMaxSearches, dry_run: dryRun } = params;
    let before = 0;
    const counting: SpotifyContext = {
      ...context,
      progress: (progress) => {
        before = Math.max(before, progress.done);
        context.progress(progress);
      },
    };
    const resolved = await resolveRows(counting, source.rows, maxSearches);
    const answer = answerOf(source.format, resolved);
    const reason = whyNot(resolved, maxSearches);
    if (reason !== undefined) return { outcome: 'unchanged', summary: reason, ...answer };
    const uris = resolved.found.map(({ uri }) => uri);
    const writing: SpotifyContext = {
      ...context,
      progress: ({ done, total, ...rest }) => {
        const shifted = total !== undefined && { total: before + total };
        context.progress({ ...rest, done: before + done, ...shifted });
      },
    };
    const named = [params.name, source.name].map((name) => upstreamText(name ?? '', longestName));
    const {
      outcome,
      note = '',
      ...written
    } = target === undefined
      ? await createPlaylistWithItems(writing, {
          ...{ uris, allow_duplicates: true, dry_run: dryRun },
          name: named.find((name) => name !== '') ?? defaultName,
        })
      : withoutVersion(
          await addItems(writing, {
            ...{ playlist: target, uris, dry_run: dryRun },
            duplicates: params.allow_duplicates === true ? 'allow' : 'skip',
          }),
        );
    const isDone = outcome === 'verified' || outcome === 'accepted';
    const missing = resolved.missing.length;
    const notes = [
      note,
      missing === 0 ? '' : `${rowCount(missing)} of ${resolved.rows} left out: see not_found.`,
      unsureWords(resolved),
    ].filter((sentence) => sentence !== '');
    return {
      ...written,
      outcome: isDone && missing > 0 ? 'partial' : outcome,
      ...answer,
      ...(notes.length > 0 && { note: notes.join(' ') }),
    };
  };
}

/** The version goes with positions, of which an import tells none. */
function withoutVersion({ snapshot_id: _, ...rest }: PlaylistItemsResult): PlaylistWriteResult {
  return rest;
}

function answerOf(
  format: ImportPlaylistResult['format'],
  { rows, found, missing, searches, searchesNeeded }: ResolvedRows,
): Pick<ImportPlaylistResult, 'format' | 'rows' | 'found' | 'searches' | 'searches_needed' | 'not_found'> {
  return {
    ...{ format, rows, found: found.length },
    ...(searches > 0 && { searches }),
    ...(searchesNeeded > 0 && { searches_needed: searchesNeeded }),
    ...(missing.length > 0 && { not_found: notFoundRows(missing) }),
  };
}

/** Why nothing is imported, in a sentence or two. */
function whyNot({ found, searchesNeeded, stopped }: ResolvedRows, maxSearches: number): string | undefined {
  if (searchesNeeded > 0 && maxSearches > 0) {
    return `Nothing was imported yet: ${rowCount(searchesNeeded)} can only be found by a search each, and ${maxSearches} are allowed; a day's allowance is a few hundred. Ask the user, then pass max_searches: ${searchesNeeded}, or 0 to leave those rows out.`;
  }
  if (stopped !== undefined) {
    return `Nothing was imported: ${upstreamText(stopped)} What was found is remembered for a while; max_searches: 0 imports without searching.`;
  }
  return found.length === 0 ? 'Nothing was imported: none of the rows was found.' : undefined;
}

function rowCount(count: number): string {
  return itemCount(count).replace('item', 'row');
}
