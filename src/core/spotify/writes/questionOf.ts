import type { WriteResult } from '../../../protocol/spotify/writes.ts';

/** What a dry run says, as the user is asked about it. */
export function questionOf({ summary, note }: Pick<WriteResult, 'summary' | 'note'>): string {
  return note === undefined ? summary : `${summary} ${note}`;
}
