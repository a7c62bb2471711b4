import type { Api } from '../../protocol/api.ts';
import { namesOf } from '../collector/collectionWords.ts';
import { accountChecks } from './accountChecks.ts';
import { orFailed, type Check } from './check.ts';
import { collectorChecks } from './collectorChecks.ts';
import { historyChecks } from './historyChecks.ts';

/** What is set up, what is missing, what to do next: as far as the host can tell. */
export async function diagnose(api: Pick<Api, 'call'>, signal?: AbortSignal): Promise<readonly Check[]> {
  const options = signal === undefined ? {} : { signal };
  const parts = await Promise.all([
    orFailed(async () => historyChecks(await api.call('app.status', {}, options))),
    orFailed(async () => accountChecks(await api.call('accounts.list', {}, options))),
    orFailed(() => checkCollector(api, options)),
  ]);
  const all = parts.flat();
  // What makes one look fail makes the others fail too: it is said once.
  return all.filter(({ found }, at) => all.findIndex((other) => other.found === found) === at);
}

/** Whether what is listened to is collected, with the names of the accounts. */
export async function checkCollector(
  api: Pick<Api, 'call'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly Check[]> {
  const status = await api.call('collector.status', {}, options);
  return collectorChecks(status, namesOf((await api.call('accounts.list', {}, options)).accounts));
}
