import type { StatusResult } from '../../protocol/status.ts';
import type { Check } from './check.ts';

type SnapshotTrouble = NonNullable<StatusResult['snapshot_trouble']>;

const mega = 1024 * 1024;

/** What is stored, and what was found damaged. */
export function historyChecks({
  accounts,
  database_bytes: bytes,
  damage,
  read_only: readOnly,
  storage,
  snapshot_trouble: trouble,
}: StatusResult): readonly Check[] {
  const filled = accounts.filter(({ listens }) => listens > 0);
  const state: Check =
    filled.length === 0
      ? {
          state: 'attention',
          found: 'The history is empty.',
          next:
            'Import a Spotify export: "Backbeat: Import Spotify Data…" in VS Code, or backbeat import PATH. Request ' +
            'it at spotify.com/account/privacy.',
        }
      : {
          state: 'ok',
          found:
            filled.map(({ account, listens }) => `Account ${account}: ${listens} listens`).join(', ') +
            `, ${Math.max(0.1, Math.round((bytes / mega) * 10) / 10)} MB.`,
        };
  const place: readonly Check[] = [
    ...(readOnly === undefined
      ? []
      : [
          {
            state: 'attention' as const,
            found: readOnly,
            next: 'Make it writable, or choose another data directory.',
          },
        ]),
    ...(storage === undefined ? [] : [{ state: 'attention' as const, found: storage }]),
  ];
  const snapshot: readonly Check[] = trouble === undefined ? [] : [snapshotCheck(trouble)];
  return [state, ...place, ...snapshot, ...damage.map((found): Check => ({ state: 'attention', found }))];
}

function snapshotCheck({ since, retry_at: retryAt, hint }: SnapshotTrouble): Check {
  return {
    state: 'attention',
    found: `The database could not be written as a whole since ${since}: what is stored goes to the journal, and nothing is lost. It is tried again from ${retryAt} on.`,
    next: hint ?? 'See that the disk has room and can be written.',
  };
}
