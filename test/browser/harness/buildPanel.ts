import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { pageBundles } from '../../../scripts/pageBundles.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** As scripts/build.ts has them. */
const worker: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  keepNames: true,
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
};

/**
 * Bundles what a panel needs into a new folder, apart from dist/: the pages, the workers of the history, and the
 * test's own script for the page.
 */
export async function buildPanel(): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'backbeat-panel-'));
  const inRoot = { absWorkingDir: root, outdir };
  const building = Promise.all([
    build({
      ...worker,
      ...inRoot,
      entryPoints: { worker: 'src/worker.ts', queryWorker: 'src/queryWorker.ts' },
    }),
    build({ ...pageBundles, ...inRoot, minify: true, logLevel: 'warning' }),
    build({
      ...inRoot,
      entryPoints: { inPage: 'test/browser/inPage/inPage.ts' },
      bundle: true,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      logLevel: 'warning',
    }),
    copyFile(join(root, 'node_modules/sql.js/dist/sql-wasm.wasm'), join(outdir, 'sql-wasm.wasm')),
  ]);
  await building.catch(async (error: unknown) => {
    await rm(outdir, { recursive: true, force: true });
    throw error;
  });
  return outdir;
}
