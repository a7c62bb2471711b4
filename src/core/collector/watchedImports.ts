import type { Api } from '../../protocol/api.ts';
import { toAppError } from '../errorCodec.ts';
import { errorCodes, HostError, ImportError } from '../errors.ts';
import { toUserMessage } from '../toUserMessage.ts';
import { quoted, shorten } from '../spotify/upstreamText.ts';
import type { CollectorLog } from './collectorLog.ts';
import { collectorLimits } from './collectorLimits.ts';
import type { WatchedFile, WatchedFolder } from './collectorPorts.ts';
import type { ElapsedTime, Moment } from './elapsedTime.ts';

interface WatchOptions {
  readonly watchedFolder: WatchedFolder;
  readonly history: Pick<Api, 'call'>;
  readonly log: CollectorLog;
  readonly time: ElapsedTime;
  /** Unix ms. */
  readonly now: () => number;
  /** Empty = none. */
  readonly folder: () => string;
  /** {@link message} or {@link isImporting} is another one. */
  readonly changed: () => void;
}

/** Keys that one question may name. */
const keysAtOnce = 1_000;
/** In characters; the protocol counts UTF-16 units. */
const longestMessage = 240;

/**
 * Imports the ZIPs that somebody puts into a folder: each once, when nothing is written to it any more. What was dealt
 * with is known to the history, so that a restart repeats nothing.
 */
export class WatchedImports {
  readonly #options: WatchOptions;
  /** Keys of the look before. */
  #last: ReadonlySet<string> = new Set();
  /** Keys of files in the folder that were dealt with. */
  #seen: ReadonlySet<string> = new Set();
  #failedAt: Moment | undefined;
  /** The import under way, or what failed last, in words. */
  message: string | undefined;
  isImporting = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Looks once and imports what is complete. @returns how many files were imported */
  async run(signal: AbortSignal): Promise<number> {
    const folder = this.#options.folder();
    if (folder === '') {
      this.#say(undefined);
      return 0;
    }
    const { importAgainMs } = collectorLimits;
    if (this.#failedAt !== undefined && this.#options.time.since(this.#failedAt) < importAgainMs) return 0;
    this.#failedAt = undefined;
    let imported = 0;
    for (const file of await this.#pending(folder)) {
      if (signal.aborted || this.#failedAt !== undefined) break;
      if (await this.#import(file, signal)) imported += 1;
    }
    return imported;
  }

  async #pending(folder: string): Promise<readonly WatchedFile[]> {
    const { watchedFolder, history, now } = this.#options;
    try {
      const files = (await watchedFolder.list(folder)).slice(0, keysAtOnce);
      const keys = new Set(files.map(keyOf));
      const before = this.#last;
      this.#last = keys;
      const complete = files.filter((file) => {
        const still = now() - file.modifiedAt >= collectorLimits.fileStillMs;
        return !this.#seen.has(keyOf(file)) && (before.has(keyOf(file)) || still);
      });
      if (complete.length === 0) return [];
      const { seen } = await history.call('collect.watchSeen', { keys: complete.map(keyOf) });
      // Only of what still lies there: the folder may be one through which files pass for years.
      this.#seen = new Set([...[...this.#seen].filter((key) => keys.has(key)), ...seen]);
      return complete.filter((file) => !this.#seen.has(keyOf(file)));
    } catch (error) {
      this.#trouble(`The watched folder cannot be read: ${toUserMessage(error)}`);
      return [];
    }
  }

  /** Whether it was imported. */
  async #import(file: WatchedFile, signal: AbortSignal): Promise<boolean> {
    const { history, log } = this.#options;
    const name = quoted(file.name);
    this.isImporting = true;
    this.#say(`${name} is being imported.`);
    try {
      await this.#begin(file);
      const { message, account, stored } = await history.call(
        'import.run',
        { paths: [file.path] },
        { signal },
      );
      log.write('info', `${name} was imported. ${message}`, { account, stored });
      this.isImporting = false;
      this.#say(undefined);
      await this.#note(file, 'imported');
      return true;
    } catch (error) {
      this.isImporting = false;
      if (signal.aborted) await this.#leave(file);
      else await this.#failed(file, error);
      return false;
    }
  }

  /** Notes it before the import, so that a file that ends its host does not end the next ones as well. */
  async #begin(file: WatchedFile): Promise<void> {
    const { times } = await this.#options.history.call('collect.watchBegin', { key: keyOf(file) });
    if (times > collectorLimits.importTries) throw endsItsHost();
  }

  /** Where the history cannot note it, the file has one try less. */
  async #leave(file: WatchedFile): Promise<void> {
    await this.#options.history.call('collect.watchLeave', { key: keyOf(file) }).catch(() => undefined);
  }

  async #failed(file: WatchedFile, error: unknown): Promise<void> {
    const { code } = toAppError(error);
    const message = `${quoted(file.name)} could not be imported: ${toUserMessage(error)}`;
    this.#trouble(message);
    const isFault = code === errorCodes.import || code === errorCodes.input;
    if (isFault) await this.#note(file, 'failed', shorten(message, longestMessage));
    else {
      this.#failedAt = this.#options.time.moment();
      if (!HostError.is(error, 'gone')) await this.#leave(file);
    }
  }

  /** Even where the history cannot note it, this host does not do it again. */
  async #note(file: WatchedFile, outcome: 'imported' | 'failed', message?: string): Promise<void> {
    const { history, log } = this.#options;
    this.#seen = new Set([...this.#seen, keyOf(file)]);
    try {
      await history.call('collect.watchDone', {
        key: keyOf(file),
        outcome,
        ...(message !== undefined && { message }),
      });
    } catch (error) {
      log.write('warning', `It could not be noted that a file was dealt with: ${toUserMessage(error)}`);
    }
  }

  /** Says once what is the matter. */
  #trouble(message: string): void {
    if (this.message !== message) this.#options.log.write('warning', message);
    this.#say(message);
  }

  #say(message: string | undefined): void {
    this.message = message;
    this.#options.changed();
  }
}

function endsItsHost(): ImportError {
  return new ImportError(
    'tooLarge',
    `Backbeat ended ${collectorLimits.importTries} times while it was being imported.`,
    { hint: 'Unpack it and import its JSON files one by one, or replace it: then it is tried again.' },
  );
}

/** Another one as soon as the file has changed. */
function keyOf({ name, size, modifiedAt }: WatchedFile): string {
  return `${name} ${size} ${Math.round(modifiedAt)}`;
}
