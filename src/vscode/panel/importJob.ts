import { cleanFileName } from '../../core/history/import/exportText.ts';
import type { ImportReport } from '../../protocol/history/importReport.ts';
import type { PanelImport } from '../../protocol/panel/panelRequests.ts';
import type { DroppedFiles } from './droppedFiles.ts';

/** One import of a window: what is shown of it, and what it takes to run and to stop it. */
export interface ImportJob {
  /** Replaced at every change, never changed. */
  shown: PanelImport;
  readonly cancel: AbortController;
  /** Files that are copied for it; absent where they lie on this machine already. */
  readonly dropped: DroppedFiles | undefined;
  /** Its turn has come: it has ended when the history says so. */
  begun: boolean;
  /** Runs out when no part of a dropped file comes. */
  idle: NodeJS.Timeout | undefined;
  readonly outcome: Promise<ImportReport>;
  readonly succeed: (report: ImportReport) => void;
  readonly fail: (error: unknown) => void;
}

interface NewJob {
  readonly id: number;
  readonly names: readonly string[];
  readonly state: PanelImport['state'];
  /** Unix ms. */
  readonly startedAt: number;
  readonly dropped?: DroppedFiles;
}

/** An import that has not begun. Its files may have been named by strangers. */
export function newJob({ id, names, state, startedAt, dropped }: NewJob): ImportJob {
  let succeed: ImportJob['succeed'] = () => undefined;
  let fail: ImportJob['fail'] = () => undefined;
  const outcome = new Promise<ImportReport>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  outcome.catch(() => undefined); // not everybody asks for it; the list says it too
  const shown = { id, names: names.map((name) => cleanFileName(name)), state, started_at: startedAt };
  const cancel = new AbortController();
  return { shown, cancel, dropped, begun: false, idle: undefined, outcome, succeed, fail };
}

/** Whether nothing changes about it any more. */
export function hasEnded({ shown }: ImportJob): boolean {
  return shown.ended_at !== undefined;
}
