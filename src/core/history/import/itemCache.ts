import { cleanText } from './exportText.ts';
import { extendedItem, type Item } from './extendedRow.ts';
import type { Row } from './rowFields.ts';

const maxItems = 50_000;

interface Known {
  readonly title: unknown;
  readonly artist: unknown;
  readonly album: unknown;
  readonly item: Item;
}

/**
 * What the rows of recent tracks said, so that the next row of the same track with the same names costs a comparison
 * and shares its texts. Listeners hear the same tracks again and again.
 */
export class ItemCache {
  readonly #known = new Map<string, Known>();

  /** As {@link extendedItem}. */
  itemOf(row: Row): Item {
    const uri = row.spotify_track_uri;
    if (typeof uri !== 'string') return extendedItem(row);
    const title = row.master_metadata_track_name;
    const artist = row.master_metadata_album_artist_name;
    const album = row.master_metadata_album_album_name;
    const known = this.#known.get(uri);
    if (known !== undefined && known.title === title && known.artist === artist && known.album === album) {
      return known.item;
    }
    const item = extendedItem(row);
    // A music row with a title depends on nothing else; the names of others may come from further fields.
    if (item.kind !== 'music' || cleanText(title) === '') return item;
    if (this.#known.size >= maxItems) this.#known.clear();
    this.#known.set(uri, { title, artist, album, item });
    return item;
  }
}
