import { HistoryError } from '../errors.ts';

/** Nobody of that name has a history here. @param known those who have */
export function unknownAccount(account: string, known: readonly { account: string }[]): HistoryError {
  const names = known.map((one) => one.account);
  return new HistoryError('unknownAccount', `There is no account '${account}' in the history.`, {
    hint:
      names.length === 0
        ? 'Import a Spotify export first.'
        : `Known accounts: ${names.slice(0, 20).join(', ')}.`,
  });
}
