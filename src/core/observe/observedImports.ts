import type { Api } from '../../protocol/api.ts';
import type { ResultOf } from '../../protocol/requests.ts';
import { toAppError } from '../errorCodec.ts';
import { errorCodes } from '../errors.ts';
import type { Logger } from '../ports.ts';
import { toUserMessage } from '../toUserMessage.ts';
import type { Observe } from './observe.ts';
import { serviceLogger } from './serviceLogger.ts';

type Report = ResultOf<'import.run'>;

/**
 * The same history, whose imports are jobs, whoever asks for them: a tool, a command, the panel or the watched
 * folder. Each has a span, is counted, and says in the log what came of it.
 */
export function observedImports<H extends Pick<Api, 'call'>>(
  history: H,
  { observe, logger }: { readonly observe: Observe; readonly logger: Logger },
): H {
  const log = serviceLogger(logger, 'import');
  const { metrics } = observe;
  const observed = (run: () => Promise<Report>): Promise<Report> =>
    observe.run({ name: 'import' }, async (learn) => {
      try {
        const report = await run();
        const { message, stored } = report;
        learn({ stored });
        metrics.count('imports', { outcome: 'success' });
        metrics.count('importedListens', {}, stored);
        log.info(message, { stored });
        return report;
      } catch (error) {
        const isCancelled = toAppError(error).code === errorCodes.cancelled;
        metrics.count('imports', { outcome: isCancelled ? 'cancelled' : 'error' });
        if (isCancelled) log.info('The import was cancelled.');
        else log.warn(toUserMessage(error), { error });
        throw error;
      }
    });
  const call: Api['call'] = (method, params, options) => {
    const ask = (): ReturnType<typeof history.call<typeof method>> => history.call(method, params, options);
    return method === 'import.run' ? (observed(ask as never) as ReturnType<typeof ask>) : ask();
  };
  return { ...history, call };
}
