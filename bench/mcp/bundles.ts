import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { cli } from '../../test/protocol/bundle.ts';

/** The programs that ours is measured against, bundled as the CLI is. */
export interface Bundles {
  readonly bareServer: string;
  readonly toolWork: string;
  dispose(): Promise<void>;
}

export async function makeBundles(): Promise<Bundles> {
  const folder = await mkdtemp(join(tmpdir(), 'backbeat-bench-'));
  await build({
    entryPoints: ['bareServer', 'toolWork'].map((name) => join(import.meta.dirname, `${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    external: ['@napi-rs/keyring'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    keepNames: true,
    define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__importMetaUrl' },
    banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  });
  for (const file of ['worker.cjs', 'sql-wasm.wasm'])
    await copyFile(join(dirname(cli), file), join(folder, file));
  return {
    bareServer: join(folder, 'bareServer.cjs'),
    toolWork: join(folder, 'toolWork.cjs'),
    dispose: () => rm(folder, { recursive: true }),
  };
}
