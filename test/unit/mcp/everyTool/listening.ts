import { extendedRow } from '../../../fixtures/exportRows.ts';
import { seededRandom } from '../../../fixtures/seededRandom.ts';
import { makeCatalogue } from '../../../spotify/catalogue.ts';
import type { McpBed } from '../mcpBed.ts';

/** Where the export of what Ada heard lies. */
export const listeningPath = '/home/ada/my_spotify_data/Streaming_History_Audio_2025_0.json';

const dayMs = 86_400_000;
const days = 100;

/** An export with some plays a day of what the simulator's catalogue holds: whole records, one after the other. */
export function listeningFile(now = Date.now()): Readonly<Record<string, string>> {
  const { albums } = makeCatalogue(seededRandom(1), now);
  const rows = Array.from({ length: days }, (_, day) => {
    const { tracks } = albums[day % 12] ?? { tracks: [] };
    return tracks.map(({ name, uri, durationMs, album, artists }, at) =>
      extendedRow({
        ts: new Date(now - (day + 1) * dayMs + at * 300_000).toISOString().replace(/\.\d+/, ''),
        ms_played: durationMs,
        master_metadata_track_name: name,
        master_metadata_album_artist_name: artists[0]?.name,
        master_metadata_album_album_name: album.name,
        spotify_track_uri: uri,
      }),
    );
  });
  return { [listeningPath]: JSON.stringify(rows.flat()) };
}

/** Brings the export in as Ada's. */
export async function readListening({ api, user }: McpBed): Promise<void> {
  await api.call('import.run', { paths: [listeningPath], account: user.id });
}
