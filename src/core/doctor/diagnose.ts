import type { Api } from '../../protocol/api.ts';
import { namesOf } from '../collector/collectionWords.ts';
import { AppError, errorCodes } from '../errors.ts';
import { accountChecks } from './accountChecks.ts';
import { orFailed, type Check } from './check.ts';
import { collectorChecks } from './collectorChecks.ts';
import { historyChecks } from './historyChecks.ts';

/** What is set up, what is missing, what to do next: as far as the host can tell. */
export async function diagnose(api: Pick<Api, 'call'>, signal?: AbortSignal): Promise<readonly Check[]> {
  const options = signal === undefined ? {} : { signal };
  const parts = await Promise.all([
    orFailed(async () => historyChecks(await api.call('app.status', {}, options))),
    orFailed(() => checkFiles(api, options)),
    orFailed(async () => accountChecks(await api.call('accounts.list', {}, options))),
    orFailed(() => checkCollector(api, options)),
  ]);
  const all = parts.flat();
  // What makes one look fail makes the others fail too: it is said once.
  return all.filter(({ found }, at) => all.findIndex((other) => other.found === found) === at);
}

/** What the host finds in its own files. */
async function checkFiles(
  api: Pick<Api, 'call'>,
  options: { readonly signal?: AbortSignal },
): Promise<readonly Check[]> {
  try {
    const { checks } = await api.call('history.files', {}, options);
    return checks.map(({ state, found, next }) => ({ state, found, ...(next !== undefined && { next }) }));
  } catch (error) {
    if (AppError.is(error) && error.code !== errorCodes.internal) throw error;
    // An older host does not know the question.
    return [
      {
        state: 'attention',
        found: 'The files of the data directory could not be looked at.',
        next: 'Run backbeat doctor in a terminal.',
      },
    ];
  }
}

/** Whether what is listened to is collected, with the names of the accounts. */
export async function checkCollector(
  api: Pick<Api, 'call'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly Check[]> {
  const status = await api.call('collector.status', {}, options);
  return collectorChecks(status, namesOf((await api.call('accounts.list', {}, options)).accounts));
}
