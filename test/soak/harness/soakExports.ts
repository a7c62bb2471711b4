import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extendedRow } from '../../fixtures/exportRows.ts';
import type { SoakWorld } from './soakWorld.ts';

/** Writes an export with one listen for each instant, and gives its path. Tracks are those of the instants' order. */
export function writeExport(
  world: SoakWorld,
  name: string,
  listens: readonly { readonly endedAt: number; readonly track: number }[],
): string {
  const rows = listens.map(({ endedAt, track: at }) => {
    const track = world.track(at);
    return extendedRow({
      ts: new Date(endedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
      ms_played: track.durationMs,
      spotify_track_uri: track.uri,
      master_metadata_track_name: track.name,
      offline_timestamp: Math.round((endedAt - track.durationMs) / 1000),
    });
  });
  const path = join(world.exportsDir, name);
  writeFileSync(path, JSON.stringify(rows));
  return path;
}
