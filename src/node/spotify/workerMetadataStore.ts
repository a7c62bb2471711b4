import type { Logger } from '../../core/ports.ts';
import type { KeptAnswer, MetadataStore } from '../../core/spotify/metadataStore.ts';
import type { Api, Disposable } from '../../protocol/api.ts';

/** How long an answer waits for others, ms. */
const collectMs = 2_000;
/** Answers that are sent without waiting for more. */
const fullBatch = 100;

/**
 * Metadata in the history database, which the worker has. Answers are sent to it in batches and, at the end, when
 * this is disposed, which must be before the worker is. Nothing here ever fails a request: where the database
 * cannot be used, the log says so once, and Spotify is asked.
 */
export function workerMetadataStore(history: Pick<Api, 'call'>, logger: Logger): MetadataStore & Disposable {
  let pending = new Map<string, KeptAnswer>();
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;
  const readTrouble = onceInARow(logger, 'kept answers of Spotify could not be read; Spotify is asked');
  const writeTrouble = onceInARow(logger, 'answers of Spotify could not be kept');

  const send = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.size === 0) return;
    const answers = [...pending.values()];
    pending = new Map();
    history.call('metadata.write', { answers }).then(writeTrouble.over, (error: unknown) => {
      if (disposed) logger.debug('the last answers of Spotify were not kept', { error });
      else writeTrouble.tell(error);
    });
  };
  return {
    async read(key) {
      const waiting = pending.get(key);
      if (waiting !== undefined) return waiting;
      try {
        const { answer } = await history.call('metadata.read', { key });
        readTrouble.over();
        return answer;
      } catch (error) {
        readTrouble.tell(error);
        return undefined;
      }
    },
    write(answer) {
      if (disposed) return;
      pending.set(answer.key, answer);
      if (pending.size >= fullBatch) send();
      else timer ??= setTimeout(send, collectMs).unref();
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      send();
    },
  };
}

/** A warning that is given again only after things went well in between. */
function onceInARow(
  logger: Logger,
  message: string,
): { readonly tell: (error: unknown) => void; readonly over: () => void } {
  let told = false;
  return {
    tell: (error) => {
      if (!told) logger.warn(message, { error });
      told = true;
    },
    over: () => {
      told = false;
    },
  };
}
