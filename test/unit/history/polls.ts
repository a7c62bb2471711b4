import type { HistoryStore } from '../../../src/core/history/historyStore.ts';
import type { CollectedPlay, LiveListen } from '../../../src/protocol/collect/collectedPlay.ts';
import { uriOf } from './stores.ts';

/** A play as recently-played tells it; song n is the one of `extended` in stores.ts. */
export function play(song: number, playedAt: number, fields: Partial<CollectedPlay> = {}): CollectedPlay {
  return {
    played_at: playedAt,
    uri: uriOf(song),
    title: `Song ${song}`,
    artist: `Artist ${song}`,
    album: `Album ${song}`,
    duration_ms: 200_000,
    ...fields,
  };
}

/** Stores one page of plays. */
export function poll(store: HistoryStore, account: string, plays: readonly CollectedPlay[]): void {
  store.collection.store({
    account,
    job: 'poll',
    started_at: Math.max(0, ...plays.map(({ played_at: at }) => at)),
    plays: [...plays].sort((a, b) => b.played_at - a.played_at),
    full: false,
    done: true,
    rate_limits: 0,
  });
}

/** A listen as the player showed it. */
export function live(song: number, startedAt: number, endedAt: number, heardMs?: number): LiveListen {
  return {
    uri: uriOf(song),
    title: `Song ${song}`,
    artist: `Artist ${song}`,
    started_at: startedAt,
    ended_at: endedAt,
    heard_ms: heardMs ?? endedAt - startedAt,
    duration_ms: 200_000,
    skipped: false,
    device: 'computer',
  };
}
