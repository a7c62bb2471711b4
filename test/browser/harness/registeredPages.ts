import { readFileSync } from 'node:fs';
import { pageIds, type PageId } from '../../../src/protocol/panel/pages.ts';

/** Pages that the panel shows, read from the source: the pages themselves run in a browser only. */
const source = readFileSync(new URL('../../../webview/pages/pages.ts', import.meta.url), 'utf8');
export const registeredPages: readonly PageId[] = pageIds.filter((id) => source.includes(`${id}Page`));
