import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { sampleExport, type SampleFile } from '../../fixtures/sampleExport.ts';
import { zipExport } from '../../fixtures/zipExport.ts';
import type { PanelBed } from './panelBed.ts';

const dayMs = 86_400_000;

/** A ZIP of a made-up listener up to yesterday, written to the files of the test. */
export async function sampleZip(
  bed: PanelBed,
  name = 'my_spotify_data.zip',
  listens = 3000,
): Promise<string> {
  const { files } = sampleExport({
    ...{ seed: 2026, listens, until: Date.now() - dayMs },
    timeZone: 'Europe/Berlin',
  });
  return writeZip(bed, name, files);
}

export async function writeZip(bed: PanelBed, name: string, files: readonly SampleFile[]): Promise<string> {
  const path = join(bed.files, name);
  await writeFile(path, await zipExport(files, { spotifyLike: true }));
  return path;
}

/** Imports a sample, as `backbeat import` does. */
export async function importSample(bed: PanelBed): Promise<void> {
  await bed.api.call('import.run', { paths: [await sampleZip(bed)] });
}
