import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { pageIds, type PageId } from '../src/protocol/panel/pages.ts';
import { pageModulesFile, type PageModules } from '../src/vscode/panel/pageModules.ts';

/** What a page asks for as soon as it is shown, beside itself. */
const answers: Partial<Record<PageId, string>> = { analytics: 'webview/answers/historyAnswers.ts' };

/**
 * Writes down which files a page of the webviews consists of, so that its document names them and the browser fetches
 * all of them at once: one script only names the next when it is there.
 */
export const writePageModules: Plugin = {
  name: 'page-modules',
  setup: (pages) => {
    pages.onEnd(async ({ metafile }) => {
      if (metafile === undefined) return; // the build failed, and says so
      const { absWorkingDir = '.', outdir = '.' } = pages.initialOptions;
      await writeFile(resolve(absWorkingDir, outdir, pageModulesFile), JSON.stringify(pageModules(metafile)));
    });
  },
};

/** @param metafile of a build of the pages into one folder */
export function pageModules({ outputs }: Metafile): PageModules {
  const folder = Object.keys(outputs)
    .find((path) => path.endsWith('webview.js'))
    ?.slice(0, -'webview.js'.length);
  if (folder === undefined) throw new Error('The build has no webview.js.');
  const outputOf = (source: string): string => {
    const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
    if (found === undefined) throw new Error(`${source} is in no file of its own.`);
    return found[0];
  };
  const withImports = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') withImports(imported, seen);
    return seen;
  };
  const named = (sources: readonly string[]): string[] => {
    const seen = new Set<string>();
    for (const source of sources) withImports(outputOf(source), seen);
    return [...seen].map((path) => path.slice(folder.length));
  };
  const first = 'webview/answers/firstAnswers.ts';
  return {
    webview: named(['webview/main.ts', first]),
    sidebar: named(['webview/sidebar.ts', first]),
    pages: Object.fromEntries(
      pageIds.map((id) => [
        id,
        named([`webview/pages/${id}/${id}Page.ts`, ...(answers[id] === undefined ? [] : [answers[id]])]),
      ]),
    ) as Record<PageId, string[]>,
  };
}
