import { InputError } from '../../errors.ts';
import { fileRow, type FileRow } from './fileRow.ts';

/** Rows of a JSON list and the name that it gives itself. */
export interface JsonContent {
  readonly name: string | undefined;
  readonly rows: readonly FileRow[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads JSON as Backbeat writes it, and what is like it: a list of tracks, at the root or as `items` or `tracks`,
 * each a text or an object with the names that Spotify's Web API or its data exports use (observed 2026).
 * @throws InputError for what is no JSON, holds no list, or several playlists
 */
export function jsonRows(text: string, maxRows: number): JsonContent {
  const root = parsed(text);
  const playlists = asRecord(root)?.['playlists'];
  if (Array.isArray(playlists) && playlists.length !== 1) {
    throw new InputError(`The file holds ${playlists.length} playlists; one at a time is imported.`, {
      hint: 'Pass one of them as text.',
    });
  }
  const whole = Array.isArray(playlists) ? (playlists[0] as unknown) : root;
  const items = listOf(whole);
  if (items === undefined) {
    throw new InputError('The JSON holds no list of tracks.', {
      hint: 'It must be a list, or an object with a list called items, of URIs or objects with name and artists.',
    });
  }
  const fields = asRecord(whole);
  const name = textOf(asRecord(fields?.['playlist'])?.['name']) ?? textOf(fields?.['name']);
  return { name, rows: items.slice(0, maxRows + 1).map((item, index) => rowOf(index + 1, item)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new InputError('The file is no valid JSON.', {
      hint: 'Export it again and pass it as it comes.',
      cause,
    });
  }
}

function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as readonly unknown[];
  const fields = asRecord(value);
  const list = fields?.['items'] ?? fields?.['tracks'];
  if (Array.isArray(list)) return list as readonly unknown[];
  const inner = asRecord(list)?.['items'];
  return Array.isArray(inner) ? (inner as readonly unknown[]) : undefined;
}

function rowOf(line: number, value: unknown): FileRow {
  if (typeof value === 'string') return fileRow({ line, reference: value, title: value });
  const fields = asRecord(value) ?? {};
  const inner = asRecord(fields['item']) ?? asRecord(fields['track']);
  const of = inner ?? fields;
  return fileRow({
    line,
    reference: first(of, 'uri', 'trackUri', 'spotify_track_uri', 'url', 'link', 'id'),
    title: first(of, 'name', 'trackName', 'title', 'track'),
    by: namesOf(of['artists']) ?? first(of, 'artists', 'artistName', 'artist'),
    isrc: first(of, 'isrc') ?? textOf(asRecord(of['external_ids'])?.['isrc']),
  });
}

function first(fields: Fields, ...keys: readonly string[]): string | undefined {
  return keys.map((key) => textOf(fields[key])).find((text) => text !== undefined && text !== '');
}

const maxArtists = 20;

/** Names in a list of texts or of objects with a name. */
function namesOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = value.slice(0, maxArtists).map((one) => textOf(one) ?? textOf(asRecord(one)?.['name']) ?? '');
  return names.filter((name) => name !== '').join(', ');
}

function asRecord(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
