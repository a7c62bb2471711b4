import type {
  CollectedAccount,
  CollectorStatusResult,
  SyncNowResult,
} from '../../../src/protocol/collector/collectorRequests.ts';
import { plural, t } from '../../l10n.ts';
import { shortName } from '../../ui/outsideText.ts';

/** Accounts as people know them. */
export type NameOf = (account: string) => string;

export function stateWords({ state, failure }: CollectedAccount): string {
  switch (state) {
    case 'idle':
      return t('Collecting');
    case 'importing':
      return t('Importing an export of the watched folder');
    case 'initial_sync':
      return t('Reading back as far as Spotify lets us');
    case 'polling':
      return t('Asking Spotify now');
    case 'paused':
      return t('Paused');
    case 'error':
      return failureWords(failure);
  }
}

function failureWords(failure: CollectedAccount['failure']): string {
  switch (failure) {
    case 'signed_out':
      return t('Stopped: the sign-in has ended');
    case 'rate_limited':
      return t('Waiting: Spotify asked for a pause');
    case 'quota':
      return t('Waiting: the daily quota of the app is used up');
    case 'outage':
      return t('Waiting: Spotify cannot be reached');
    case 'bad_answer':
      return t('Stopped: Spotify’s answer made no sense');
    case 'cancelled':
      return t('Stopped: the last attempt was cancelled');
    case 'other':
    case undefined:
      return t('Stopped by an error');
  }
}

export function initialSyncWords(sync: CollectedAccount['initial_sync']): string {
  switch (sync) {
    case 'off':
      return t('Switched off');
    case 'waiting':
      return t('Waiting for the next poll');
    case 'running':
      return t('Running');
    case 'completed':
      return t('Completed');
  }
}

/** What one look at Spotify just now brought, in sentences. */
export function syncedWords(
  { accounts, files_imported: files, note }: SyncNowResult,
  nameOf: NameOf,
): string {
  const sentences = accounts.map(({ account, outcome, fetched, inserted, failure, message }) => {
    const name = shortName(nameOf(account));
    const more = failure === 'signed_out' || message === undefined ? '' : ` ${message}`;
    if (failure === 'signed_out')
      return t('{name}: nothing could be collected. The sign-in has ended: sign in again to go on.', {
        name,
      });
    if (outcome === 'error') return `${t('{name}: nothing could be collected.', { name })}${more}`;
    if (outcome === 'paused') return `${t('{name}: the collection is paused.', { name })}${more}`;
    if (inserted > 0) {
      const plays = plural(inserted, '{count} new play', '{count} new plays');
      return `${t('{name}: {plays}.', { name, plays })}${more}`;
    }
    const plays = plural(fetched, '{count} play', '{count} plays');
    return `${t('{name}: nothing new among the last {plays}.', { name, plays })}${more}`;
  });
  if (files > 0)
    sentences.push(plural(files, '{count} export was imported.', '{count} exports were imported.'));
  if (note !== undefined) sentences.push(note);
  return sentences.length > 0
    ? sentences.join(' ')
    : t('Nobody is signed in to Spotify: there is nothing to collect.');
}

/** The state of every account in one line, for screen readers when it changes. */
export function collectorSentence({ enabled, accounts }: CollectorStatusResult, nameOf: NameOf): string {
  if (!enabled) return t('The collection is switched off in the settings.');
  return accounts.map((one) => `${shortName(nameOf(one.account))}: ${stateWords(one)}.`).join(' ');
}
