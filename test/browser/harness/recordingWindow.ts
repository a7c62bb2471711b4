import type { PanelContext } from '../../../src/protocol/panel/panelContext.ts';
import type { PanelWindow } from '../../../src/vscode/panel/panelWindow.ts';

/** A window that writes down what the panel asks of it. */
export interface RecordingWindow extends PanelWindow {
  readonly commands: string[];
  readonly copied: string[];
  readonly links: string[];
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[];
  /** What the dialog will answer. */
  chosen: readonly string[] | undefined;
  panel: PanelContext;
  /** Changes it, and says so, as settings do. */
  changePanel(change: Partial<PanelContext>): void;
}

export function recordingWindow(panel: Partial<PanelContext> = {}): RecordingWindow {
  const listeners = new Set<() => void>();
  const window: RecordingWindow = {
    ...{ commands: [], copied: [], links: [], saved: [], chosen: undefined },
    panel: {
      version: '0.0.0',
      locale: 'en',
      strings: {},
      toolsets: ['player', 'search', 'playlists', 'library', 'profile', 'history'],
      read_only: false,
      mcp_url: 'http://127.0.0.1:43210/mcp',
      min_play_seconds: 30,
      timezone: 'Europe/Berlin',
      ...panel,
    },
    context: () => window.panel,
    onContextChanged: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    changePanel: (change) => {
      window.panel = { ...window.panel, ...change };
      for (const listener of listeners) listener();
    },
    runCommand: (command) => {
      window.commands.push(command);
      return Promise.resolve();
    },
    saveFile: (name, bytes) => {
      window.saved.push({ name, bytes });
      return Promise.resolve(true);
    },
    copy: (text) => {
      window.copied.push(text);
      return Promise.resolve();
    },
    openLink: (url) => {
      window.links.push(url.href);
      return Promise.resolve();
    },
    chooseImport: () => Promise.resolve(window.chosen),
  };
  return window;
}
