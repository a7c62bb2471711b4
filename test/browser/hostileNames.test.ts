import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { extendedRow, madeUpId } from '../fixtures/exportRows.ts';
import { axeProblems } from './harness/axe.ts';
import { writeZip } from './harness/histories.ts';
import { browserBed } from './harness/openBrowser.ts';
import type { PanelPage } from './harness/panelPage.ts';
import { registeredPages } from './harness/registeredPages.ts';

const markup = '<img src=x onerror="globalThis.intruded=1"><b>bold</b><script>globalThis.intruded=1</script>';
const turned = 'אבג \u202egnos\u202c \u2067العربية\u2069 \u200f';
const long = 'Aaaaargh'.repeat(1_250);
const style = '</style><style>body{display:none}</style>"><svg onload="globalThis.intruded=1">';
const names = [markup, turned, long, style, '\u0000\u0007\ud800 half', '😀'.repeat(300)];

const dayMs = 86_400_000;

/** Plays of the last weeks, an hour apart, by artists and of tracks with these names. */
function hostileRows(): Record<string, unknown>[] {
  const now = Math.floor(Date.now() / 1000) * 1000;
  return Array.from({ length: 300 }, (_, at) => {
    const kind = at % names.length;
    return extendedRow({
      ts: new Date(now - dayMs - at * 3_600_000).toISOString().replace('.000', ''),
      master_metadata_track_name: names[kind],
      master_metadata_album_artist_name: names[kind],
      master_metadata_album_album_name: names[kind],
      spotify_track_uri: `spotify:track:${madeUpId(kind)}`,
      offline_timestamp: null,
    });
  });
}

const browser = browserBed({}, async (bed) => {
  const text = JSON.stringify(hostileRows());
  const zip = await writeZip(bed, `${'z'.repeat(120)}<b>.zip`, [
    { name: 'Spotify Extended Streaming History/Streaming_History_Audio_2026_0.json', text },
  ]);
  bed.imports.start([zip], [`${markup.replaceAll('/', '')}${long.slice(0, 100)}.zip`]);
  await vi.waitFor(() => expect(bed.imports.current().imports[0]?.state).toBe('done'), { timeout: 30_000 });
  const [track] = bed.simulator.catalogue.tracks;
  for (const one of bed.simulator.catalogue.tracks) Object.assign(one, { name: markup + turned + long });
  for (const artist of bed.simulator.catalogue.artists) Object.assign(artist, { name: turned + markup });
  for (const album of bed.simulator.catalogue.albums) Object.assign(album, { name: long });
  if (track !== undefined) bed.simulator.users[0]?.player.play(track.album.uri);
});

describe.each(registeredPages)('names of strangers on the page %s', (id) => {
  let panel: PanelPage;
  beforeAll(async () => {
    panel = await browser.open({ page: id });
  });
  afterAll(async () => {
    await panel.close();
  });

  it('stay text', async () => {
    expect(await panel.page.evaluate(() => (globalThis as { intruded?: unknown }).intruded)).toBeUndefined();
    expect(
      await panel.page
        .locator('#panel script, #panel img[src=x], #panel b, #panel [onload], #panel style')
        .count(),
    ).toBe(0);
    expect(await panel.problems()).toEqual([]);
  });

  it.each([320, 1000])('do not widen a window of %i px', async (width) => {
    await panel.page.setViewportSize({ width, height: 800 });
    await panel.rest();
    expect(await panel.call('overflow')).toEqual({ by: 0, what: [] });
  });

  it('leave the page usable: no part of it is taller than ten windows', async () => {
    const heights = await panel.call('tallParts', 8_000);
    expect(heights).toEqual([]);
  });

  it('do not turn the words around them', async () => {
    expect(await panel.call('unfencedText', ['אבג', 'العربية'])).toEqual([]);
  });

  it('leave it accessible', async () => {
    expect(await axeProblems(panel.page)).toEqual([]);
  });
});

it('were imported as they are', () => {
  expect(browser.bed.imports.current().imports[0]?.report?.stored).toBe(300);
});
