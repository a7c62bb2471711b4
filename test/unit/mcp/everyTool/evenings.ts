import { extendedRow, madeUpId } from '../../../fixtures/exportRows.ts';
import type { McpBed } from '../mcpBed.ts';

/** Where the export of some evenings lies. */
export const eveningsPath = '/home/ada/my_spotify_data/Streaming_History_Audio_2024_0.json';

const heardMs = 200_000;

/** Fields of a row. */
type Heard = Readonly<Record<string, unknown>> & { readonly ms_played?: number };

const track = (id: number, name: string, artist: string): Heard => ({
  master_metadata_track_name: name,
  master_metadata_album_artist_name: artist,
  master_metadata_album_album_name: `${name} and more`,
  spotify_track_uri: `spotify:track:${madeUpId(id)}`,
});
const harbour = track(1, 'Paper Lanterns', 'The Quiet Harbour');
const ferry = track(2, 'Salt Road', 'Night Ferry');
const tide = track(3, 'Low Tide', 'Pale Meridian');
const shore = track(4, 'Far Shore', 'Pale Meridian');
const kettle = track(5, 'Copper Kettle', 'Slow Machines');

/** Begun and skipped after ten seconds. */
const skip: Heard = {
  ...tide,
  ms_played: 10_000,
  skipped: true,
  reason_start: 'fwdbtn',
  reason_end: 'fwdbtn',
};

/** Rows one after the other from 20:00 in Berlin on. */
function evening(day: number, tracks: readonly Heard[]): object[] {
  let end = Date.UTC(2024, 5, day, 18);
  return tracks.map((fields) => {
    end += fields.ms_played ?? heardMs;
    const ts = new Date(end).toISOString().replace('.000', '');
    return extendedRow({ ts, ms_played: heardMs, reason_start: 'clickrow', offline_timestamp: 0, ...fields });
  });
}

/**
 * Eight evenings of June 2024, each with four plays of 200 s from 20:00 on: on the 1st to 4th two artists take turns,
 * on the 7th to 10th two others, who end with a skip. So each of the four artists has eight plays.
 */
export const eveningsFile: Readonly<Record<string, string>> = {
  [eveningsPath]: JSON.stringify([
    ...[1, 2, 3, 4].flatMap((day) => evening(day, [harbour, ferry, harbour, ferry])),
    ...[7, 8, 9, 10].flatMap((day) => evening(day, [tide, kettle, shore, kettle, skip])),
  ]),
};

/** The month of the evenings. */
export const june = { from: '2024-06-01', to: '2024-07-01' };

/** Brings them in as Ada's. */
export async function readEvenings({ api, user }: McpBed): Promise<void> {
  await api.call('import.run', { paths: [eveningsPath], account: user.id });
}
