import type { Clock, Logger } from '../../core/ports.ts';
import { errorFromWire, errorToWire } from '../../core/errorCodec.ts';
import { CancelledError, errorCodes, ImportError, InputError } from '../../core/errors.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { ImportReport } from '../../protocol/history/importReport.ts';
import type { PanelImport, PanelImports } from '../../protocol/panel/panelRequests.ts';
import { checkSizes } from './checkSizes.ts';
import { DroppedFiles, storageError, type AnnouncedFile } from './droppedFiles.ts';
import { hasEnded, newJob, type ImportJob } from './importJob.ts';
import { PacedNotice } from './pacedNotice.ts';
import { UploadFolder } from './uploadFolder.ts';

export interface WindowImportsOptions {
  readonly api: () => Promise<Pick<Api, 'call'>>;
  /** Folder for files that are dropped; made when it is needed, and shared by all windows. */
  readonly folder: string;
  /** The setting `import.maxZipSizeMb`, read anew for each drop. */
  readonly maxZipSizeMb: () => number;
  readonly logger: Logger;
  readonly clock: Pick<Clock, 'now'>;
  /** Time without a part after which a drop has ended without a word, ms. */
  readonly idleMs?: number;
}

const progressPauseMs = 100;
const defaultIdleMs = 30_000;
/** Ended imports that are kept to be looked at. */
const maxEnded = 50;

/**
 * The imports of one window, whoever began them: run one at a time in their order, kept in a list that the panel shows.
 * One that waits for its turn is `running` without progress.
 */
export class WindowImports implements Disposable {
  readonly #options: WindowImportsOptions;
  readonly #uploads: UploadFolder;
  readonly #jobs = new Map<number, ImportJob>();
  readonly #listeners = new Set<(imports: PanelImports) => void>();
  readonly #notice: PacedNotice;
  #turn: Promise<void> = Promise.resolve();
  #lastId = 0;
  #disposed = false;

  constructor(options: WindowImportsOptions) {
    this.#options = options;
    this.#uploads = new UploadFolder(options.folder);
    this.#notice = new PacedNotice(() => {
      const imports = this.current();
      for (const listener of this.#listeners) listener(imports);
    }, progressPauseMs);
    this.#uploads.sweep().catch((error: unknown) => {
      options.logger.warn('files left of an earlier import could not be removed', { error });
    });
  }

  /** Newest first. */
  current(): PanelImports {
    return { imports: [...this.#jobs.values()].map(({ shown }) => shown).reverse() };
  }

  /** Hears the whole list at every change; of progress at most ten times a second. */
  onChange(listener: (imports: PanelImports) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /**
   * Imports files and folders of this machine, once it is their turn.
   * @param names what they are called, without folders
   * @returns the import's id
   */
  start(paths: readonly string[], names: readonly string[]): number {
    const job = this.#add({ id: ++this.#lastId, names, state: 'running' });
    this.#queue(job, paths);
    return job.shown.id;
  }

  /** The report, once the import has ended. @throws what `import.run` throws, CancelledError, InputError */
  outcome(id: number): Promise<ImportReport> {
    return this.#jobs.get(id)?.outcome ?? Promise.reject(unknownImport());
  }

  /**
   * Begins to take files that were dropped.
   * @returns the import's id
   * @throws ImportError `tooLarge`, HistoryError `unwritable`
   */
  async dropFiles(files: readonly AnnouncedFile[]): Promise<number> {
    checkSizes(files, this.#options.maxZipSizeMb());
    const id = ++this.#lastId;
    const folder = await this.#uploads.create(String(id)).catch((error: unknown) => {
      throw storageError(error);
    });
    const names = files.map(({ name }) => name);
    const job = this.#add({ id, names, state: 'receiving', dropped: new DroppedFiles(folder, files) });
    const bytes_total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#change(job, { received: { bytes: 0, bytes_total } });
    this.#awaitPart(job);
    return id;
  }

  /** Takes the next part of a dropped file. @throws what ended the import, if it has ended */
  async dropPart(id: number, file: number, bytes: Uint8Array): Promise<void> {
    const [job, dropped] = this.#receiving(id);
    this.#awaitPart(job);
    await this.#orEnd(job, () => dropped.write(file, bytes));
    const { received } = job.shown;
    if (received === undefined || job.shown.state !== 'receiving') return;
    job.shown = { ...job.shown, received: { ...received, bytes: dropped.bytesReceived } };
    this.#notice.soon();
  }

  /** All parts are there: imports them once it is their turn. */
  async dropEnd(id: number): Promise<void> {
    const [job, dropped] = this.#receiving(id);
    clearTimeout(job.idle);
    const paths = await this.#orEnd(job, () => dropped.finish());
    this.#receiving(id); // it may have been cancelled meanwhile
    this.#change(job, { state: 'running' });
    this.#queue(job, paths);
  }

  /** Stops an import; what it stored stays. One that has ended is left as it is. */
  cancel(id: number): void {
    const job = this.#jobs.get(id);
    if (job === undefined || hasEnded(job) || job.cancel.signal.aborted) return;
    job.cancel.abort();
    if (!job.begun) void this.#end(job, new CancelledError());
  }

  /** Takes an ended import off the list. */
  forget(id: number): void {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    if (!hasEnded(job)) {
      throw new InputError('This import has not ended yet.', { hint: 'Cancel it first.' });
    }
    this.#jobs.delete(id);
    this.#notice.now();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#listeners.clear();
    this.#notice.dispose();
    for (const job of this.#jobs.values()) {
      clearTimeout(job.idle);
      job.cancel.abort();
      job.fail(new CancelledError());
    }
    try {
      this.#uploads.dispose();
    } catch (error) {
      this.#options.logger.warn('dropped files are removed at the next start', { error });
    }
  }

  #add(job: Omit<Parameters<typeof newJob>[0], 'startedAt'>): ImportJob {
    const added = newJob({ ...job, startedAt: this.#options.clock.now() });
    this.#jobs.set(job.id, added);
    this.#notice.now();
    return added;
  }

  #change(job: ImportJob, change: Partial<PanelImport>): void {
    job.shown = { ...job.shown, ...change };
    this.#notice.now();
  }

  #queue(job: ImportJob, paths: readonly string[]): void {
    this.#turn = this.#turn.then(() => this.#run(job, paths));
  }

  async #run(job: ImportJob, paths: readonly string[]): Promise<void> {
    const { signal } = job.cancel;
    if (signal.aborted) return;
    job.begun = true;
    try {
      const api = await this.#options.api();
      const report = await api.call(
        'import.run',
        { paths: [...paths] },
        {
          signal,
          onProgress: (progress) => {
            if (hasEnded(job)) return;
            job.shown = { ...job.shown, progress };
            this.#notice.soon();
          },
        },
      );
      await this.#end(job, report);
    } catch (error) {
      await this.#end(job, error);
    }
  }

  /** Once, whatever comes later: the copies go, then everybody hears of it. */
  async #end(job: ImportJob, outcome: unknown): Promise<void> {
    clearTimeout(job.idle);
    if (hasEnded(job)) return;
    const ended_at = this.#options.clock.now();
    if (isReport(outcome)) {
      job.shown = { ...job.shown, state: 'done', report: outcome, ended_at };
    } else {
      const error = errorToWire(outcome);
      const state = error.code === errorCodes.cancelled ? 'cancelled' : 'failed';
      job.shown = { ...job.shown, state, ended_at, ...(state === 'failed' ? { error } : {}) };
      if (error.code === errorCodes.internal) this.#options.logger.error('import failed', { error: outcome });
    }
    await job.dropped?.remove().catch((error: unknown) => {
      this.#options.logger.warn('dropped files could not be removed', { error });
    });
    if (isReport(outcome)) job.succeed(outcome);
    else job.fail(outcome);
    const ended = [...this.#jobs.values()].filter(hasEnded);
    for (const { shown } of ended.slice(0, -maxEnded)) this.#jobs.delete(shown.id);
    this.#notice.now();
  }

  async #orEnd<T>(job: ImportJob, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.#end(job, error);
      throw error;
    }
  }

  /** A page that goes away says nothing. */
  #awaitPart(job: ImportJob): void {
    clearTimeout(job.idle);
    job.idle = setTimeout(() => {
      const words = 'The files stopped coming before they were whole.';
      const hint = 'Drop them again, and keep the panel in sight until the import begins.';
      void this.#end(job, new ImportError('truncated', words, { hint }));
    }, this.#options.idleMs ?? defaultIdleMs);
    job.idle.unref();
  }

  #receiving(id: number): readonly [ImportJob, DroppedFiles] {
    const job = this.#jobs.get(id);
    if (job?.dropped === undefined) throw unknownImport();
    if (job.shown.state === 'receiving') return [job, job.dropped];
    if (job.shown.state === 'cancelled') throw new CancelledError();
    const { error } = job.shown;
    throw error === undefined ? new InputError('This import takes no files any more.') : errorFromWire(error);
  }
}

const unknownImport = (): InputError =>
  new InputError('There is no such import in this window.', { hint: 'Begin it again.' });

const isReport = (outcome: unknown): outcome is ImportReport =>
  typeof outcome === 'object' && outcome !== null && !(outcome instanceof Error) && 'job_id' in outcome;
