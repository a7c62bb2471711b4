import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The command line that is attacked: a bundle of the sources as they are now. */
    readonly cli: string;
  }
}

const root = join(import.meta.dirname, '../../..');
const banner = "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;";

/** Bundles command line and workers into a folder of this run, as the build does, and removes it at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'backbeat-security-'));
  await build({
    absWorkingDir: root,
    entryPoints: ['cli', 'worker', 'queryWorker', 'coverWorker'].map((name) => `src/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' },
    external: ['@napi-rs/keyring'],
    define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__importMetaUrl' },
    banner: { js: banner },
  });
  const wasm = 'sql-wasm.wasm';
  await copyFile(join(root, 'node_modules/sql.js/dist', wasm), join(folder, wasm));
  project.provide('cli', join(folder, 'cli.cjs'));
  return () => rm(folder, { recursive: true, force: true });
}
