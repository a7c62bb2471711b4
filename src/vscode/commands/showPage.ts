import { Disposable, window } from 'vscode';
import { commands, panelViewType } from '../../protocol/ids.ts';
import type { PageId } from '../../protocol/panel/pages.ts';
import type { Contribution } from '../contribution.ts';
import { BackbeatPanel } from '../panel/backbeatPanel.ts';
import { command } from './command.ts';

/** The command that shows each page. */
const pageCommands = {
  nowPlaying: commands.showNowPlaying,
  analytics: commands.showSummary,
  imports: commands.showImports,
  activity: commands.showActivity,
  accounts: commands.showAccounts,
} as const satisfies Record<PageId, (typeof commands)[keyof typeof commands]>;

/** The panel, which a reload of the window does not lose, and a command for each of its pages. */
export const showPage: Contribution = (editor) => {
  const panel = new BackbeatPanel(editor);
  const shows = Object.entries(pageCommands).map(([page, declared]) =>
    command(declared, () => {
      panel.show(page as PageId);
      return Promise.resolve();
    })(editor),
  );
  return Disposable.from(
    panel,
    ...shows,
    window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: (restored) => {
        panel.adopt(restored);
        return Promise.resolve();
      },
    }),
  );
};
