import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

/** Bundles of the host's threads and of the process that the parent kills, as `npm run build` makes them. */
export interface Bundles {
  readonly folder: string;
  readonly host: string;
  readonly cli: string;
  dispose(): void;
}

/** @param isNewer as a later version makes them, which has one migration more */
export async function buildBundles(isNewer = false): Promise<Bundles> {
  const folder = mkdtempSync(join(tmpdir(), 'backbeat-faults-bundles-'));
  await build({
    absWorkingDir: root,
    entryPoints: {
      worker: 'src/worker.ts',
      queryWorker: 'src/queryWorker.ts',
      coverWorker: 'src/coverWorker.ts',
      cli: 'src/cli.ts',
      host: 'test/faults/harness/hostProcess.ts',
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    external: ['@napi-rs/keyring'],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    keepNames: true,
    define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__importMetaUrl' },
    banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
    plugins: isNewer ? [oneMigrationMore] : [],
  });
  const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');
  copyFileSync(wasm, join(folder, 'sql-wasm.wasm'));
  return {
    folder,
    host: join(folder, 'host.cjs'),
    cli: join(folder, 'cli.cjs'),
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const oneMigrationMore: Plugin = {
  name: 'one migration more',
  setup: (building) => {
    building.onLoad({ filter: /[\\/]migrations[\\/]migrations\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const later = `{ version: 1_000, up: (database) => { database.script('CREATE TABLE later (id INTEGER)'); } }`;
      const contents = text.replace(/\](?:\s+as const)?;\s*$/, `, ${later}];\n`);
      if (contents === text) throw new Error(`${path} does not end with the list of migrations`);
      return { contents, loader: 'ts' };
    });
  },
};
