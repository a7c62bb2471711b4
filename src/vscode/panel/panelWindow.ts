import type { Disposable } from '../../protocol/api.ts';
import type { PanelContext } from '../../protocol/panel/panelContext.ts';
import type { PanelCommand } from '../../protocol/panel/panelRequests.ts';

/** What a page of the panel can have done by the window that shows it; the editor has one, tests have another. */
export interface PanelWindow {
  context(): PanelContext | Promise<PanelContext>;
  /** Hears that `context` answers something else now. */
  onContextChanged(listener: () => void): Disposable;
  /** Starts a command, which shows its questions, its outcome and its problems itself. */
  runCommand(command: PanelCommand): Promise<void>;
  /**
   * Asks where to, and writes there.
   * @param name proposed for the file; no path
   * @returns `false` where the dialog was cancelled
   */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  copy(text: string): Promise<void>;
  /** Opens an address in the browser that was found to be allowed before. */
  openLink(url: URL): Promise<void>;
  /**
   * Asks what to import.
   * @returns whole paths on this machine; `undefined` where the dialog was cancelled
   */
  chooseImport(): Promise<readonly string[] | undefined>;
}
