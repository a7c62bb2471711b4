import type { PanelContext } from '../../../../src/protocol/panel/panelContext.ts';
import type { PanelWindow } from '../../../../src/vscode/panel/panelWindow.ts';

export const someContext: PanelContext = {
  ...{ version: '1.2.3', locale: 'de', strings: { Play: 'Abspielen' }, page: 'imports' },
  ...{ toolsets: ['player'], read_only: false, min_play_seconds: 30, timezone: 'Europe/Berlin' },
};

/** A window that writes down what it is asked, and does what `overrides` says. */
export function fakePanelWindow(overrides: Partial<PanelWindow> = {}) {
  const asked: unknown[] = [];
  const window: PanelWindow = {
    context: () => someContext,
    onContextChanged: () => ({ dispose: () => undefined }),
    runCommand: (command) => (asked.push(command), Promise.resolve()),
    saveFile: (name, bytes) => (asked.push([name, Buffer.from(bytes).toString()]), Promise.resolve(true)),
    copy: (text) => (asked.push(text), Promise.resolve()),
    openLink: (url) => (asked.push(url.href), Promise.resolve()),
    chooseImport: () => Promise.resolve(undefined),
    ...overrides,
  };
  return { window, asked };
}
