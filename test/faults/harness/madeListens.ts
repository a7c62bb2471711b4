import type { CollectedPlay } from '../../../src/protocol/collect/collectedPlay.ts';
import { extendedRow, madeUpId } from '../../fixtures/exportRows.ts';

const start = Date.UTC(2024, 0, 1, 12);
const slotMs = 4 * 60_000;
const heardMs = 200_000;
const songs = 40;

/** What one source tells of a listen, as the database keeps it. */
export interface ToldListen {
  readonly source: 'api' | 'extended';
  /** Unix ms. */
  readonly endedAt: number;
  readonly uri: string;
}

const endOf = (listen: number): number => start + listen * slotMs;
const uriOf = (listen: number): string => `spotify:track:${madeUpId(listen % songs)}`;
const titleOf = (listen: number): string => `Song ${listen % songs}`;

/** Listen n of an account: one every four minutes, the same song never twice in a row. */
export function polled(listen: number): CollectedPlay {
  return {
    played_at: endOf(listen) + 137,
    uri: uriOf(listen),
    title: titleOf(listen),
    artist: `Artist ${listen % 7}`,
    album: `Album ${listen % 9}`,
    duration_ms: heardMs,
  };
}

/** The same listen as a row of an extended export. */
export function exported(listen: number): Record<string, unknown> {
  return extendedRow({
    ts: new Date(endOf(listen)).toISOString().replace('.000', ''),
    ms_played: heardMs,
    master_metadata_track_name: titleOf(listen),
    master_metadata_album_artist_name: `Artist ${listen % 7}`,
    master_metadata_album_album_name: `Album ${listen % 9}`,
    spotify_track_uri: uriOf(listen),
    offline_timestamp: (endOf(listen) - heardMs) / 1000,
  });
}

/** What is in the database after a listen was polled, or imported. */
export function told(source: ToldListen['source'], listen: number): ToldListen {
  return {
    source,
    endedAt: source === 'api' ? polled(listen).played_at : endOf(listen),
    uri: uriOf(listen),
  };
}
