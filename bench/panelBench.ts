import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPanel } from '../test/browser/harness/buildPanel.ts';
import { openPanelBed } from '../test/browser/harness/panelBed.ts';
import { launchChromium } from '../test/vscode/harness/chromium.ts';
import { median, printFigures, printTable, quantile, round } from './figures.ts';
import { madeFolder } from './history/madeFolder.ts';
import { bundleSizes } from './panel/bundleSizes.ts';
import { measureLogScroll } from './panel/logScroll.ts';
import { measureFrames, measureOpenings } from './panel/openings.ts';

const defaultRows = '300000';
const openingsMeasured = 7;
const framesMs = 3_000;
const logLines = 100_000;
const limits = {
  paintMs: 500,
  panelMs: 500,
  chartMs: 1_000,
  framesPerSecond: 60,
  gzipBytes: 400 * 1024,
} as const;

/**
 * The panel in a real browser over a made listener: how soon it is drawn, how soon with charts, how smoothly the
 * progress moves, and what is sent to it; each as a part of its limit. The number of listens is the argument.
 */
export async function panelBench([rows = defaultRows]: readonly string[]): Promise<void> {
  const [bundles, made] = await Promise.all([buildPanel(), madeFolder(Number(rows))]);
  const folder = await mkdtemp(join(tmpdir(), 'backbeat-bench-panel-'));
  await cp(made, folder, { recursive: true });
  const browser = await launchChromium();
  // Signed out for the openings: the only account of the history is the listener's.
  const bed = await openPanelBed({ bundles, dataDir: folder, signedIn: false });
  try {
    const [cold, ...warm] = await measureOpenings(browser, bed, bundles, openingsMeasured);
    await bed.signIn();
    const frames = await measureFrames(browser, bed, bundles, framesMs);
    const scrolled = await measureLogScroll(browser, bed, bundles, logLines, framesMs);
    const drawn = warm.map(({ panel }) => panel);
    const paints = warm.map(({ paint }) => paint);
    const charts = warm.map(({ chart }) => chart);
    const sizes = await bundleSizes(bundles);
    printTable(
      ['what', 'measured', 'limit', 'part of it'],
      [
        ['first paint, ms', median(paints), limits.paintMs, median(paints) / limits.paintMs],
        ['panel drawn, ms', median(drawn), limits.panelMs, median(drawn) / limits.panelMs],
        ['first chart drawn, ms', median(charts), limits.chartMs, median(charts) / limits.chartMs],
        ...sizes.map(({ name, gzipBytes }): (string | number)[] => [
          `${name}, KB gzip`,
          gzipBytes / 1024,
          limits.gzipBytes / 1024,
          gzipBytes / limits.gzipBytes,
        ]),
        frameRow('frames a second, progress', frames),
        frameRow(`frames a second, log of ${logLines}`, scrolled),
      ],
    );
    printFigures({
      listens: rows,
      'drawn, slowest, ms': round(Math.max(...drawn)),
      'chart, slowest, ms': round(Math.max(...charts)),
      'while the history opens, ms': cold === undefined ? '' : round(cold.chart),
      'frame, median and 99 %, ms': `${round(median(frames))}, ${round(quantile(frames, 0.99))}`,
      'log frame, median and 99 %': `${round(median(scrolled))}, ${round(quantile(scrolled, 0.99))}`,
      'bundles, KB': sizes.map(({ name, bytes }) => `${name} ${round(bytes / 1024)}`).join(', '),
    });
  } finally {
    await browser.close();
    await bed.dispose();
    await Promise.all([folder, bundles].map((one) => rm(one, { recursive: true, force: true })));
  }
}

function frameRow(name: string, frames: readonly number[]): (string | number)[] {
  const perSecond = (1000 * frames.length) / frames.reduce((sum, ms) => sum + ms, 0);
  return [name, perSecond, limits.framesPerSecond, perSecond / limits.framesPerSecond];
}
