import { Disposable, window } from 'vscode';
import { commands, panelViewType } from '../../protocol/ids.ts';
import type { Contribution } from '../contribution.ts';
import { SummaryPanel } from '../panel/summaryPanel.ts';
import { command } from './command.ts';

/** Shows the history's summary in a panel, which a reload of the window does not lose. */
export const showSummary: Contribution = (editor) => {
  const panel = new SummaryPanel(editor);
  const show = command(commands.showSummary, () => {
    panel.show();
    return Promise.resolve();
  });
  return Disposable.from(
    panel,
    show(editor),
    window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: (restored) => {
        panel.adopt(restored);
        return Promise.resolve();
      },
    }),
  );
};
