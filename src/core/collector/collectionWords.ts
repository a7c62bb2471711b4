import type {
  CollectedAccount,
  CollectorStatusResult,
  SyncedAccount,
  SyncNowResult,
} from '../../protocol/collector/collectorRequests.ts';

/** What a collection brought, in sentences for a person. */
export function syncInWords({ accounts, files_imported: files, note }: SyncNowResult): string {
  const imported = files === 0 ? [] : [`${counted(files, 'export', 'exports')} imported.`];
  const parts = [...accounts.map(syncedInWords), ...imported, ...(note === undefined ? [] : [note])];
  return parts.length > 0 ? parts.join(' ') : 'Nobody is signed in to Spotify: there is nothing to collect.';
}

function syncedInWords({ account, outcome, fetched, inserted, message }: SyncedAccount): string {
  const more = message === undefined ? '' : ` ${message}`;
  switch (outcome) {
    case 'success':
      return inserted === 0
        ? `${account}: nothing new among the last ${counted(fetched, 'play', 'plays')}.${more}`
        : `${account}: ${counted(inserted, 'new play', 'new plays')}.${more}`;
    case 'paused':
      return `${account}: the collection is paused.${more}`;
    case 'error':
      return `${account}: nothing could be collected.${more}`;
  }
}

/** How the collection stands, in sentences for a person. */
export function collectionInWords({ enabled, accounts, watch_message }: CollectorStatusResult): string {
  const folder = watch_message === undefined ? [] : [watch_message];
  if (!enabled) return ['The collection of listens is switched off in the settings.', ...folder].join(' ');
  if (accounts.length === 0) return ['Nobody is signed in to Spotify.', ...folder].join(' ');
  return [...accounts.map(accountInWords), ...folder].join(' ');
}

function accountInWords({ account, state, message }: CollectedAccount): string {
  const more = message === undefined ? '' : ` ${message}`;
  switch (state) {
    case 'paused':
      return `${account}: the collection is paused.${more}`;
    case 'error':
      return `${account}: the collection does not work.${more}`;
    default:
      return `${account}: listens are collected.${more}`;
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
