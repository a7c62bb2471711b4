import { InputError } from '../errors.ts';

/** Longest cursor that an argument takes. */
const shape = /^([a-z0-9]{1,12})-(\d{1,9})$/;

/**
 * A place in a list as the opaque text that an answer hands out.
 * @param list what the place is in, so that a cursor of another list is noticed; see {@link listMark}
 */
export function writeCursor(list: string, offset: number): string {
  return `${list}-${offset}`;
}

/**
 * The offset that a cursor stands for; 0 without one.
 * @throws InputError for a text that is no cursor of this list
 */
export function readCursor(list: string, cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [, mark, offset] = shape.exec(cursor) ?? [];
  if (mark === list) return Number(offset);
  throw new InputError('cursor does not belong to this list.', {
    hint: 'Pass next_cursor of an answer as it was, with the same arguments, or leave cursor out to begin anew.',
  });
}

/** A short mark of the arguments that a list depends on (FNV-1a, 32 bits): it detects mix-ups, nothing more. */
export function listMark(...args: readonly (string | number | boolean | undefined)[]): string {
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify(args)) {
    hash ^= char.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** What a list says of its length: `12 of 340; pass next_cursor for more.` */
export function pageNote(offset: number, shown: number, total: number): string {
  const range = offset === 0 ? `${shown}` : `${offset + 1} to ${offset + shown}`;
  return offset + shown < total
    ? `${range} of ${total}; pass next_cursor for more.`
    : `${range} of ${total}.`;
}
