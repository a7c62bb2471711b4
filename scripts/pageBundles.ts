import type { BuildOptions } from 'esbuild';

/**
 * The pages of the webviews. What a page does not need at once is loaded when it is shown or asked for, from files of
 * its own in `panel/`; all style sheets are in that of the entry, so those beside the files in `panel/` are of no use.
 */
export const pageBundles: BuildOptions = {
  entryPoints: { webview: 'webview/main.ts', sidebar: 'webview/sidebar.ts' },
  bundle: true,
  splitting: true,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  chunkNames: 'panel/[name]-[hash]',
  loader: { '.css': 'css', '.svg': 'text' },
};
