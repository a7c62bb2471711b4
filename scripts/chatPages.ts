import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions, OutputFile, Plugin } from 'esbuild';

/** The pages that chats show, by the script of each; the names of the files are those of `src/core/mcp/apps/chatApps.ts`. */
const entries: Readonly<Record<string, string>> = {
  'player.html': 'webview/apps/player.ts',
  'taste-summary.html': 'webview/apps/tasteSummary.ts',
  'heatmap.html': 'webview/apps/heatmap.ts',
  'import.html': 'webview/apps/import.ts',
};

/** Charts save themselves as drawings in the panel; a chat has no place for them, and the library is as large as the page. */
const withoutPlot: Plugin = {
  name: 'without plot',
  setup(bundler) {
    bundler.onResolve({ filter: /^@observablehq\/plot$/ }, () => ({ path: 'plot', namespace: 'left-out' }));
    bundler.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Bundles of the pages: each is written into `folder` as one file that loads nothing but covers. */
export function chatPageBundles(folder: string, isDevelopment: boolean): readonly BuildOptions[] {
  return Object.entries(entries).map(([file, entry]) => ({
    entryPoints: { page: entry },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    minify: !isDevelopment,
    loader: { '.css': 'css', '.svg': 'text' },
    plugins: [withoutPlot, onePage(join(folder, file), folder)],
    logLevel: 'warning',
  }));
}

function onePage(path: string, folder: string): Plugin {
  return {
    name: 'one page',
    setup(bundler) {
      bundler.onEnd(async ({ errors, outputFiles = [] }) => {
        if (errors.length > 0) return;
        await mkdir(folder, { recursive: true });
        await writeFile(path, await pageOf(outputFiles));
      });
    },
  };
}

async function pageOf(files: readonly OutputFile[]): Promise<string> {
  const script = textOf(files, '.js');
  const packed = JSON.stringify({ version: await version(), strings: await stringsOf(script) });
  // In a script nothing but the end tag ends it; with `<script` behind `<!--` not even that.
  if (/<\/script|<script/i.test(script)) throw new Error('The script would end the page too early.');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Backbeat</title>',
    `<style>${textOf(files, '.css')}</style>`,
    '</head>',
    '<body>',
    `<script type="application/json" id="packed">${packed.replaceAll('<', '\\u003c')}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function textOf(files: readonly OutputFile[], ending: string): string {
  return files.find(({ path }) => path.endsWith(ending))?.text.trimEnd() ?? '';
}

async function version(): Promise<string> {
  return (JSON.parse(await readFile('package.json', 'utf8')) as { readonly version: string }).version;
}

/** Translations of what the script says, by language. */
async function stringsOf(script: string): Promise<Record<string, Record<string, string>>> {
  const languages = (await readdir('l10n', { withFileTypes: true }).catch(() => []))
    .filter((one) => one.isDirectory())
    .map(({ name }) => name);
  const made: Record<string, Record<string, string>> = {};
  for (const language of languages.sort()) {
    const all: Record<string, string> = {};
    for (const file of (await readdir(join('l10n', language))).sort()) {
      if (file.endsWith('.json')) {
        Object.assign(all, JSON.parse(await readFile(join('l10n', language, file), 'utf8')) as object);
      }
    }
    made[language] = Object.fromEntries(Object.entries(all).filter(([english]) => says(script, english)));
  }
  return made;
}

/** Whether a script holds a text as a literal; in doubt it does, where a script may write a sign of it in another way. */
function says(script: string, english: string): boolean {
  if (/["'`\\\n$]/.test(english)) return script.includes(english.split(/["'`\\\n$]/)[0] ?? '');
  return ['"', "'", '`'].some((quote) => script.includes(quote + english + quote));
}
