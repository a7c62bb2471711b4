import type { ListUndoParams, ListUndoResult } from '../../../protocol/spotify/undo.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import type { Feature } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';

const defaultLimit = 20;

/** Answers `spotify.listUndo`: what can be undone, the newest first. Asks nothing of Spotify. */
export const listUndo: Feature<ListUndoParams, ListUndoResult> = async (context, params) => {
  const states = await context.states.list({ pinned: false });
  const mark = listMark('undo', context.account);
  const offset = readCursor(mark, params.cursor);
  const page = states.slice(offset, offset + (params.limit ?? defaultLimit));
  const end = offset + page.length;
  return {
    changes: page.map(({ id, label, savedAt, byUndo }) => ({
      label: upstreamText(label),
      before: context.localTime(new Date(savedAt).toISOString()),
      ...(byUndo === true && { by_undo: true }),
      undo_id: id,
    })),
    ...(end < states.length && { next_cursor: writeCursor(mark, end) }),
    note: states.length === 0 ? 'There is nothing to undo.' : pageNote(offset, page.length, states.length),
  };
};
