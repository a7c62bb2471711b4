import { normalName } from '../normalName.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';

/** The artists of a catalogue; several rows of the table may be one of them. */
export interface Artists {
  readonly names: readonly string[];
  readonly uris: readonly (string | undefined)[];
  /** By id of the table. */
  readonly indexOf: ReadonlyMap<number, number>;
  /** Index of the artist of tracks that have none: the first. */
  readonly none: number;
}

interface ArtistRow {
  readonly id: number;
  readonly name: string;
  readonly uri: string | undefined;
}

/**
 * Reads the artists. Exports name an artist, Spotify gives an id as well: a row that has a name alone is the artist
 * with an id of that name where there is exactly one. Two ids of one name are two artists, and the name alone is a
 * third, since nothing tells which of them is meant.
 */
export function readArtists(database: SqlDatabase): Artists {
  const rows = database
    .rows('SELECT id, name, uri FROM artists ORDER BY id')
    .map(([id, name, uri]): ArtistRow => ({
      id: Number(id),
      name: String(name),
      uri: uri === null || uri === undefined ? undefined : String(uri),
    }));
  const byName = new Map<string, ArtistRow[]>();
  for (const row of rows) {
    const key = normalName(row.name);
    const same = byName.get(key);
    if (same === undefined) byName.set(key, [row]);
    else same.push(row);
  }
  // An artist keeps the place of the first row, so that places stay what they are when an id becomes known.
  const place = new Map<number, ArtistRow>();
  const first = new Map<number, number>();
  for (const same of byName.values()) {
    const named = same.filter(({ uri }) => uri === undefined);
    const known = same.filter(({ uri }) => uri !== undefined);
    const together = known.length <= 1 ? [same] : [named, ...known.map((one) => [one])];
    for (const rowsOfOne of together) {
      const [earliest] = rowsOfOne;
      if (earliest === undefined) continue;
      place.set(earliest.id, rowsOfOne.find(({ uri }) => uri !== undefined) ?? earliest);
      for (const { id } of rowsOfOne) first.set(id, earliest.id);
    }
  }
  const names = [''];
  const uris: (string | undefined)[] = [undefined];
  const indexOf = new Map<number, number>();
  for (const { id } of rows) {
    const artist = place.get(id);
    if (artist !== undefined) uris[names.push(artist.name) - 1] = artist.uri;
    indexOf.set(id, artist === undefined ? indexOf.get(first.get(id)!)! : names.length - 1);
  }
  return { names, uris, indexOf, none: 0 };
}
