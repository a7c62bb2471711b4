import { InputError } from '../errors.ts';

/** Part of a list that one answer shows. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

const defaultLimit = 20;

/** @throws InputError for a cursor that no answer gave */
export function readPage(params: { limit?: number | undefined; cursor?: string | undefined }): Page {
  return { offset: readCursor(params.cursor), limit: params.limit ?? defaultLimit };
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = /^after-(\d{1,9})$/.exec(cursor);
  if (match === null) {
    throw new InputError('The cursor is not one that an answer gave.', {
      hint: 'Pass next_cursor of the answer before unchanged, or leave cursor out to start again.',
    });
  }
  return Number(match[1]);
}

/** The cursor of the page after this one, if the list goes on. */
export function nextCursor({ offset, limit }: Page, total: number): string | undefined {
  return offset + limit < total ? `after-${offset + limit}` : undefined;
}

/** Says what part of a list an answer shows; nothing where it shows all of it. */
export function pageNote(page: Page, total: number, things: string): string | undefined {
  const { offset, limit } = page;
  if (total > 0 && offset >= total) return `The cursor lies past the end: there are ${total} ${things}.`;
  const next = nextCursor(page, total);
  const shown = Math.min(limit, total - offset);
  if (next !== undefined) return `${shown} of ${total} ${things}; pass cursor ${next} for the next ones.`;
  return offset > 0 ? `The last ${shown} of ${total} ${things}.` : undefined;
}
