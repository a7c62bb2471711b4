import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleAnswers } from '../fixtures/sampleAnswers.ts';
import { sampleExport, type SampleTruth } from '../fixtures/sampleExport.ts';
import { zipExport } from '../fixtures/zipExport.ts';

/** A made-up export on disk, a window over all of it, and what correct answers say about that window. */
export interface SampleFile {
  readonly path: string;
  readonly counts: SampleTruth['counts'];
  readonly truth: {
    readonly from: string;
    readonly to: string;
    readonly timezone: string;
    readonly plays: number;
    readonly topArtist: string | undefined;
  };
}

const timezone = 'Europe/Berlin';

/** Writes the sample export of the tests into a folder. */
export async function sampleExportFile(folder: string): Promise<SampleFile> {
  const { files, truth } = sampleExport({ seed: 7, until: Date.UTC(2026, 9, 1), timeZone: timezone });
  const path = join(folder, 'my_spotify_data.zip');
  await writeFile(path, await zipExport(files, { spotifyLike: true }));
  const { plays, artists } = sampleAnswers(truth.listens, { timeZone: timezone });
  const window = { from: '2025-01-01', to: '2026-12-31', timezone };
  return { path, counts: truth.counts, truth: { ...window, plays, topArtist: artists[0]?.name } };
}
