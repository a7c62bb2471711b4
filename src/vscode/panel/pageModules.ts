import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageId } from '../../protocol/panel/pages.ts';

/** In `dist/`; written by the build. */
export const pageModulesFile = 'panel/modules.json';

/** The scripts of which the webviews consist: paths in `dist/`, each before those that it imports. */
export interface PageModules {
  /** What the panel needs before it knows its page. */
  readonly webview: readonly string[];
  readonly sidebar: readonly string[];
  /** What a page needs beside that. */
  readonly pages: Readonly<Record<PageId, readonly string[]>>;
}

/**
 * What a document needs at once.
 * @param dist the folder of the bundles
 * @param page what will be shown first
 */
export function modulesOf(dist: string, bundle: 'webview' | 'sidebar', page: PageId): readonly string[] {
  const modules = JSON.parse(readFileSync(join(dist, pageModulesFile), 'utf8')) as PageModules;
  return [...new Set([...modules[bundle], ...(bundle === 'webview' ? modules.pages[page] : [])])];
}
