import type {
  DeleteAccountParams,
  DeleteAccountResult,
  RemovedParts,
} from '../../protocol/history/deleteAccount.ts';
import { InputError } from '../errors.ts';
import { quoted } from '../spotify/upstreamText.ts';
import type { HistoryStore } from './historyStore.ts';

const afterwards =
  'Files that were exported before, and the packages that were imported, are not touched. While the account is signed in and collected, new plays are stored again: sign out or pause its collection.';

/**
 * Answers `history.deleteAccount`. Nothing of the account is left in any file of the store.
 * @throws HistoryError `unknownAccount`, `unwritable`; InputError while an import runs into it, or where it is no
 * longer what the user agreed to
 */
export function deleteAccount(
  store: HistoryStore,
  { account, dry_run: dryRun = false, agreed }: DeleteAccountParams,
): DeleteAccountResult {
  const removed = store.partsOf(account);
  const whose = `the listening history of ${quoted(account)}`;
  // Without the log, which goes on by itself: a line more is no other question.
  const summary = `Delete ${whose}: ${partsInWords(removed)}, and what the log says of it. Backups of the store and damaged files that were set aside go too. It cannot be brought back.`;
  if (dryRun) return { outcome: 'planned', summary, removed };
  if (agreed !== undefined && agreed !== summary) {
    throw new InputError('What would be done is no longer what the user was asked about.', {
      hint: 'Nothing was changed. Call again with the same arguments; the user is asked anew.',
    });
  }
  const files = store.deleteAccount(account);
  return {
    outcome: 'verified',
    summary: `Deleted ${whose}: ${partsInWords(removed)}, ${counted(removed.log_lines, 'line of the log', 'lines of the log')}.`,
    removed,
    rewritten: [...files.rewritten],
    removed_files: [...files.removed],
    note: afterwards,
  };
}

function partsInWords({ listens, imports, tracks, artists, kept_states: states }: RemovedParts): string {
  const parts = [
    counted(listens, 'row', 'rows'),
    counted(imports, 'import', 'imports'),
    `${counted(tracks, 'track', 'tracks')} and ${counted(artists, 'artist', 'artists')} that no other account has`,
    counted(states, 'kept state of playlists or library', 'kept states of playlists or library'),
  ];
  return parts.join(', ');
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
