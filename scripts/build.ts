import { copyFile, mkdir, rm } from 'node:fs/promises';
import { build, context, type BuildOptions } from 'esbuild';
import { chatPageBundles } from './chatPages.ts';
import { writeBundles } from './generated/translations.ts';
import { lazyBundles } from './lazyBundles.ts';
import { pageBundles } from './pageBundles.ts';

/**
 * Bundles into dist/: the extension (small, loads the rest when it is needed), its lazy part, the history
 * worker, the workers that make covers and answer SQL, the CLI, what records traces, and the webview. Only the extension's bundles know `vscode`: the CLI's proves the core clean.
 */
const watch = process.argv.includes('--watch');

const node: BuildOptions = {
  bundle: true,
  // Native, and absent where it was not installed: the command line then keeps sign-ins in an encrypted file.
  external: ['@napi-rs/keyring'],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: !watch,
  keepNames: true,
  sourcemap: watch ? 'inline' : false,
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: watch ? 'info' : 'warning',
  plugins: [lazyBundles],
};

const bundles: readonly BuildOptions[] = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts' },
    outExtension: { '.js': '.cjs' },
    external: ['vscode', '@napi-rs/keyring'],
  },
  { ...node, entryPoints: { lazyRuntime: 'src/vscode/lazyRuntime.ts' }, outExtension: { '.js': '.cjs' } },
  {
    ...node,
    entryPoints: { otlpTracer: 'src/node/observe/otlpTracer.ts' },
    outExtension: { '.js': '.cjs' },
  },
  { ...node, entryPoints: { worker: 'src/worker.ts' }, outExtension: { '.js': '.cjs' } },
  { ...node, entryPoints: { coverWorker: 'src/coverWorker.ts' }, outExtension: { '.js': '.cjs' } },
  { ...node, entryPoints: { queryWorker: 'src/queryWorker.ts' }, outExtension: { '.js': '.cjs' } },
  {
    ...node,
    entryPoints: { cli: 'src/cli.ts' },
    outExtension: { '.js': '.cjs' },
    banner: { js: `#!/usr/bin/env node\n${node.banner?.['js'] ?? ''}` },
  },
  {
    ...pageBundles,
    minify: !watch,
    sourcemap: watch ? 'inline' : false,
    logLevel: watch ? 'info' : 'warning',
  },
];

await rm('dist', { recursive: true, force: true });
await mkdir('dist');
await copyFile('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');
await writeBundles('.', 'dist/l10n');
for (const bundle of [...bundles, ...chatPageBundles('dist/apps', watch)]) {
  const options = { ...bundle, outdir: 'dist' };
  if (watch) await (await context(options)).watch();
  else await build(options);
}
