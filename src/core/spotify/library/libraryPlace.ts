import { readCursor, writeCursor } from '../pageCursor.ts';

/** A place in a list of the library. */
export interface LibraryPlace {
  /** How many things lie before it. */
  readonly offset: number;
  /** Id of the artist before it: Spotify reads followed artists on from an id, not from a position. */
  readonly after?: string;
}

/** A place as the opaque text that an answer hands out. */
export function writePlace(list: string, { offset, after }: LibraryPlace): string {
  const position = writeCursor(list, offset);
  return after === undefined ? position : `${position}.${after}`;
}

/**
 * The place that a cursor stands for; the list's begin without one.
 * @throws InputError for a text that is no cursor of this list
 */
export function readPlace(list: string, cursor: string | undefined): LibraryPlace {
  const [, position = cursor, after] = /^([^.]*)\.([0-9A-Za-z]{22})$/.exec(cursor ?? '') ?? [];
  const offset = readCursor(list, position);
  return after === undefined ? { offset } : { offset, after };
}
