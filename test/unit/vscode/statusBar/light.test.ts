import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = dirname(dirname(dirname(dirname(import.meta.dirname))));

it('the status bar and its commands load no package at activation', async () => {
  const { metafile } = await build({
    entryPoints: [join(root, 'src/vscode/commands/player/playerFeatures.ts')],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    write: false,
    metafile: true,
    external: ['vscode', '*/lazyRuntime.ts'],
  });
  expect(Object.keys(metafile.inputs).filter((path) => !path.startsWith('src/'))).toEqual([]);
});
