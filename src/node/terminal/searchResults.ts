import type { Item } from '../../protocol/spotify/items.ts';
import type { SpotifySearchResult } from '../../protocol/spotify/search.ts';
import { cleanText, disarmText } from './cleanText.ts';
import { formatClock } from './numbers.ts';
import { wrapLine } from './sentences.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';

/** What a search found, one thing a row. */
export function drawSearchResults({ results }: SpotifySearchResult, terminal: Terminal): string {
  const { warning } = styleOf(terminal);
  return results
    .flatMap(({ items, error }) => [
      items.length === 0 && error === undefined ? 'Nothing was found.' : drawItems(items, terminal),
      ...(error === undefined ? [] : wrapLine(disarmText(error), terminal).map(warning)),
    ])
    .filter((part) => part !== '')
    .join('\n');
}

function drawItems(items: readonly Item[], terminal: Terminal): string {
  if (items.length === 0) return '';
  return drawTable(
    [
      { header: 'kind' },
      { header: 'name', shrinks: 'end' },
      { header: 'by', shrinks: 'end' },
      { header: 'length', align: 'right' },
      { header: 'uri', paint: styleOf(terminal).faint },
    ],
    items.map((item) => [
      item.type,
      cleanText(item.name),
      (item.by ?? []).map(cleanText).join(', '),
      item.duration_ms === undefined ? '' : formatClock(Math.floor(item.duration_ms / 1000)),
      cleanText(item.uri),
    ]),
    terminal,
  );
}
