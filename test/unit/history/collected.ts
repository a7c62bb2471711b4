import type { Collection } from '../../../src/core/history/collect/collection.ts';
import type { HistoryStore } from '../../../src/core/history/historyStore.ts';
import type { SqlDatabase } from '../../../src/core/history/sqlDatabase.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type {
  CollectStoreParams,
  CollectStoreResult,
} from '../../../src/protocol/collect/collectRequests.ts';
import type { CollectedPlay } from '../../../src/protocol/collect/collectedPlay.ts';
import { emptyDatabase, minute, uriOf, type MemoryFolder } from './stores.ts';

/** A play of song n; what the exports of test/unit/history/stores.ts call it, and what Spotify alone knows. */
export function played(song: number, at: number, fields: Partial<CollectedPlay> = {}): CollectedPlay {
  return {
    played_at: at,
    uri: uriOf(song),
    title: `Song ${song}`,
    artist: `Artist ${song}`,
    artist_uri: artistUri(song),
    album: `Album ${song}`,
    duration_ms: 200_000,
    release_date: '2019-03-08',
    isrc: `GBAYE${String(song).padStart(7, '0')}`,
    explicit: false,
    ...fields,
  };
}

export function artistUri(artist: number): string {
  return `spotify:artist:${String(artist).padStart(22, '0')}`;
}

/** As many plays as Spotify ever gives, four minutes apart, newest first as Spotify gives them. */
export function fullPage(newestAt: number, firstSong = 1): CollectedPlay[] {
  return Array.from({ length: 50 }, (_, n) => played(firstSong + n, newestAt - n * 4 * minute));
}

/** Stores one poll of the account `ada`. */
export function poll(
  { collection }: { readonly collection: Collection },
  plays: readonly CollectedPlay[],
  fields: Partial<CollectStoreParams> = {},
): CollectStoreResult {
  return collection.store({
    account: 'ada',
    job: 'poll',
    started_at: 1,
    plays: [...plays],
    full: plays.length === 50,
    done: true,
    rate_limits: 0,
    ...fields,
  });
}

/** The database as a later process finds it; closes the store. */
export async function databaseOf(store: HistoryStore, folder: MemoryFolder): Promise<SqlDatabase> {
  store.dispose();
  return emptyDatabase(folder.read(storeFiles.snapshot));
}
