import type {
  CollectedAccount,
  CollectorStatusResult,
  SyncedAccount,
  SyncNowResult,
} from '../../protocol/collector/collectorRequests.ts';
import { signInAgain, type Seat } from '../hintForPerson.ts';
import type { Account } from '../../protocol/spotify/accounts.ts';

/** How a person knows an account: ids are not for reading. */
export type NameOf = (account: string) => string;

const asItIs: NameOf = (account) => account;

/** Accounts by the names that Spotify shows; an id where none is known. */
export function namesOf(accounts: readonly Pick<Account, 'account' | 'display_name'>[]): NameOf {
  const names = new Map(accounts.map(({ account, display_name: name }) => [account, name]));
  return (account) => names.get(account) ?? account;
}

/** What a collection brought, in sentences for a person. */
export function syncInWords(
  { accounts, files_imported: files, note }: SyncNowResult,
  seat: Seat,
  nameOf: NameOf = asItIs,
): string {
  const imported = files === 0 ? [] : [`${counted(files, 'export', 'exports')} imported.`];
  const parts = [
    ...accounts.map((one) => syncedInWords(one, seat, nameOf(one.account))),
    ...imported,
    ...(note === undefined ? [] : [note]),
  ];
  return parts.length > 0 ? parts.join(' ') : 'Nobody is signed in to Spotify: there is nothing to collect.';
}

function syncedInWords(synced: SyncedAccount, seat: Seat, account: string): string {
  const { outcome, fetched, inserted } = synced;
  const more = moreFor(synced, seat);
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
export function collectionInWords(
  { enabled, accounts, watch_message }: CollectorStatusResult,
  seat: Seat,
  nameOf: NameOf = asItIs,
): string {
  const folder = watch_message === undefined ? [] : [watch_message];
  if (!enabled) return ['The collection of listens is switched off in the settings.', ...folder].join(' ');
  if (accounts.length === 0) return ['Nobody is signed in to Spotify.', ...folder].join(' ');
  return [...accounts.map((one) => accountInWords(one, seat, nameOf(one.account))), ...folder].join(' ');
}

function accountInWords(collected: CollectedAccount, seat: Seat, account: string): string {
  const more = moreFor(collected, seat);
  switch (collected.state) {
    case 'paused':
      return `${account}: the collection is paused.${more}`;
    case 'error':
      return `${account}: the collection does not work.${more}`;
    default:
      return `${account}: listens are collected.${more}`;
  }
}

/** The core's own message names the user as somebody else: agents read it as well. */
function moreFor({ failure, message }: SyncedAccount | CollectedAccount, seat: Seat): string {
  if (failure === 'signed_out') return ` The sign-in has ended. ${signInAgain[seat]}`;
  return message === undefined ? '' : ` ${message}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
