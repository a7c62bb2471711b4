import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The bare server as one file, bundled as the CLI is. */
export interface BareBundle {
  readonly path: string;
  dispose(): Promise<void>;
}

export async function bundleBare(): Promise<BareBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'backbeat-bare-'));
  const path = join(folder, 'bare.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'bareServer.ts')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    keepNames: true,
    logLevel: 'warning',
  });
  return { path, dispose: () => rm(folder, { recursive: true }) };
}
