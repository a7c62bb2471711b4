import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { extendedRow } from '../test/fixtures/exportRows.ts';
import { buildPanel } from '../test/browser/harness/buildPanel.ts';
import { writeZip } from '../test/browser/harness/histories.ts';
import { openPanelBed } from '../test/browser/harness/panelBed.ts';
import { openPanelPage } from '../test/browser/harness/panelPage.ts';
import { sampleExport } from '../test/fixtures/sampleExport.ts';
import { launchChromium } from '../test/vscode/harness/chromium.ts';
import { root } from './runNode.ts';

/**
 * The README's pictures, made anew from the panel itself: a made-up listener, Spotify's simulator, a real host and a
 * real browser. What they show can be had by everybody who imports the same sample.
 */
const width = 1200;
const media = join(root, 'media');
const dayMs = 86_400_000;

/** A cover that belongs to nobody. */
const cover = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#1d2b53"/><stop offset="1" stop-color="#e07a5f"/></linearGradient></defs>
<rect width="300" height="300" fill="url(#sky)"/><circle cx="205" cy="120" r="46" fill="#f4d58d"/>
<path d="M0 220q75-60 150 0t150 0v80H0z" fill="#14213d"/><path d="M0 250q75-40 150 0t150 0v50H0z" fill="#0b132b"/></svg>`;

const bundles = await buildPanel();
const [browser, bed] = await Promise.all([launchChromium(), openPanelBed({ bundles })]);
try {
  await mkdir(media, { recursive: true });
  bed.imports.start([await listenerZip()], ['my_spotify_data.zip']);
  while (bed.imports.current().imports.some(({ state }) => state === 'running')) await setTimeout(50);
  await playSomethingKnown();

  await picture('analytics', 'analytics', 900);
  await picture('now-playing', 'nowPlaying', 560);
  await picture('imports', 'imports', 900);
} finally {
  await browser.close();
  await bed.dispose();
  await rm(bundles, { recursive: true, force: true });
}

/** The extended history of a made-up listener up to yesterday; the account data, which reaches further, is left out. */
function listenerZip(): Promise<string> {
  const { files } = sampleExport({
    ...{ seed: 2026, listens: 9_000, until: Date.now() + 20 * dayMs },
    timeZone: 'Europe/Berlin',
  });
  const extended = files.filter(({ name }) => /Streaming_History_(Audio|Video)|endsong/.test(name));
  return writeZip(bed, 'my_spotify_data.zip', extended);
}

/** An album that the listener has known for two years; one of its tracks plays. */
async function playSomethingKnown(): Promise<void> {
  const [user] = bed.simulator.users;
  const album = bed.simulator.catalogue.albums.find(({ tracks }) => tracks.length >= 7);
  if (user === undefined || album === undefined) return;
  const rows = Array.from({ length: 90 }, (_, at) => {
    const track = album.tracks[at % album.tracks.length];
    return extendedRow({
      ts: new Date(Date.now() - (at + 1) * 5 * dayMs).toISOString().replace(/\.\d+/, ''),
      ms_played: track?.durationMs,
      master_metadata_track_name: track?.name,
      master_metadata_album_artist_name: track?.artists[0]?.name,
      master_metadata_album_album_name: album.name,
      spotify_track_uri: track?.uri,
      offline_timestamp: null,
    });
  });
  const name = 'Spotify Extended Streaming History/Streaming_History_Audio_2026_0.json';
  const known = await writeZip(bed, 'known.zip', [{ name, text: JSON.stringify(rows) }]);
  await bed.api.call('import.run', { paths: [known] });
  user.player.play(album.uri, { index: 2, positionMs: 74_000 });
}

async function picture(
  name: string,
  page: 'analytics' | 'nowPlaying' | 'imports',
  height: number,
): Promise<void> {
  const path = join(media, `${name}.png`);
  const panel = await openPanelPage(browser, bed, bundles, { page, width, height, cover, theme: 'dark' });
  // Parts that are drawn when they come into view are waited for as well.
  await panel.rest();
  await panel.page.screenshot({ path });
  await panel.close();
  console.log(`${path}: ${Math.round((await stat(path)).size / 1024)} KB`);
}
