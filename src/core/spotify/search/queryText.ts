import type { ItemType } from '../../../protocol/spotify/items.ts';
import type { SearchQuery } from '../../../protocol/spotify/search.ts';
import { InputError } from '../../errors.ts';

/** Longest query that Spotify reads, in characters (observed). */
const longestQuery = 250;

const filters = ['track', 'artist', 'album', 'year', 'genre', 'isrc', 'upc', 'tag'] as const;
type Filter = (typeof filters)[number];

/** Kinds that each filter finds (Spotify Web API reference). */
const findable: Readonly<Record<Filter, readonly ItemType[]>> = {
  track: ['track'],
  artist: ['track', 'album', 'artist'],
  album: ['track', 'album'],
  year: ['track', 'album', 'artist'],
  genre: ['track', 'artist'],
  isrc: ['track'],
  upc: ['album'],
  tag: ['album'],
};

/** A question as Spotify is asked it. */
export interface SpokenQuery {
  /** For the parameter `q`. */
  readonly text: string;
  readonly types: readonly ItemType[];
}

/**
 * A question in Spotify's syntax, such as `free words artist:"Tin Observatory" year:2019-2021`. Without wished kinds:
 * albums where a filter finds nothing else, otherwise tracks.
 * @throws InputError for a question without words, one that is too long, and filters that find none of the kinds
 */
export function queryText(query: SearchQuery, wished: readonly ItemType[] | undefined): SpokenQuery {
  const used = filters.filter((filter) => plain(query[filter] ?? '') !== '');
  const parts = [
    (query.text ?? '').replace(/\s+/g, ' ').trim(),
    ...used.map((filter) => `${filter}:${quotedIfNeeded(plain(query[filter] ?? ''))}`),
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  if (text === '') {
    throw new InputError('A query has neither text nor a filter.', {
      hint: 'Pass text, or filters such as artist and track.',
    });
  }
  if (text.length > longestQuery) {
    throw new InputError(`A query has ${text.length} characters; Spotify reads ${longestQuery}.`, {
      hint: 'Use fewer words: title and artist find most things.',
    });
  }
  return { text, types: fittingTypes(used, wished) };
}

function fittingTypes(used: readonly Filter[], wished: readonly ItemType[] | undefined): readonly ItemType[] {
  const types =
    wished ?? (used.some((filter) => findable[filter].join() === 'album') ? ['album'] : ['track']);
  const fitting = [...new Set(types)].filter((type) =>
    used.every((filter) => findable[filter].includes(type)),
  );
  if (fitting.length > 0) return fitting;
  throw new InputError(`The filters ${used.join(', ')} together find nothing of kind ${types.join(', ')}.`, {
    hint: `${used.map((filter) => `${filter} finds ${findable[filter].join(', ')}`).join('; ')}. Put the words into text instead.`,
  });
}

/** There is no way to write a quotation mark inside a filter: it would end it. */
function plain(value: string): string {
  return value
    .replaceAll(/["“”„]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function quotedIfNeeded(value: string): string {
  return /^[\p{L}\p{N}-]+$/u.test(value) ? value : `"${value}"`;
}
