import type { BuildOptions } from 'esbuild';
import { writePageModules } from './pageModules.ts';

/**
 * The pages of the webviews. What a page does not need at once is loaded when it is shown or asked for, from files of
 * its own in `panel/`, which `panel/modules.json` names; all style sheets are in that of the entry, so those beside the files in `panel/` are of no use.
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
  metafile: true,
  plugins: [writePageModules],
};
