import type { Api } from '../../../src/protocol/api.ts';
import { plural } from '../../l10n.ts';
import type { Choice } from '../../ui/toolkit.ts';

/** The accounts that have a history, by the names that are signed in; `undefined` where that cannot be told. */
export async function accountsOfHistory(api: Api): Promise<readonly Choice[] | undefined> {
  const [status, signedIn] = await Promise.allSettled([
    api.call('app.status', {}),
    api.call('accounts.list', {}),
  ]);
  if (status.status === 'rejected') return undefined;
  const names = new Map(
    signedIn.status === 'fulfilled'
      ? signedIn.value.accounts.map(({ account, display_name }) => [account, display_name])
      : [],
  );
  return status.value.accounts.map(({ account, listens }) => ({
    value: account,
    label: `${(names.get(account) ?? account).slice(0, 60)} · ${plural(listens, '{count} listen', '{count} listens')}`,
  }));
}
