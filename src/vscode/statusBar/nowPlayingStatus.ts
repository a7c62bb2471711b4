import { Disposable, l10n, MarkdownString, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import { defaultFormat } from '../../core/spotify/statusBar/statusFormat.ts';
import { tooltipCommands, type StatusBarView } from '../../core/spotify/statusBar/statusBarView.ts';
import { systemClock } from '../../node/systemClock.ts';
import type { Contribution } from '../contribution.ts';
import { after } from './after.ts';
import { NowPlayingDisplay } from './nowPlayingDisplay.ts';
import type { PlayerActivity } from './playerActivity.ts';

/** Stable, so that a user who hides the item has hidden it for good. */
const itemId = 'backbeat.nowPlaying';
const itemName = l10n.t('Backbeat: Now Playing');
const priority = 50;

/** One status bar item with what plays; the rest of Backbeat is loaded only if somebody has signed in. */
export function nowPlayingStatus(activity: PlayerActivity): Contribution {
  return (editor) => {
    const item = window.createStatusBarItem(itemId, StatusBarAlignment.Left, priority);
    item.name = itemName;
    const display = new NowPlayingDisplay({
      item: {
        render: (view) => {
          draw(item, view);
        },
      },
      api: async () => (await editor.runtime()).api,
      hasAccounts: () => editor.hasAccounts(),
      focused: () => window.state.focused,
      settings,
      activity,
      clock: systemClock,
      after,
      logger: editor.logger,
    });
    return Disposable.from(
      display,
      item,
      window.onDidChangeWindowState(() => {
        display.focusChanged();
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('backbeat.statusBar')) display.settingsChanged();
      }),
      editor.onAccountsHint(() => {
        display.accountsMayHaveChanged();
      }),
    );
  };
}

function draw(item: ReturnType<typeof window.createStatusBarItem>, view: StatusBarView | undefined): void {
  if (view === undefined) {
    item.hide();
    return;
  }
  const { text, tooltipMarkdown, command, severity } = view;
  const tooltip = new MarkdownString(tooltipMarkdown, true);
  tooltip.isTrusted = { enabledCommands: tooltipCommands };
  item.text = text;
  item.tooltip = tooltip;
  item.command = command;
  item.backgroundColor =
    severity === undefined ? undefined : new ThemeColor('statusBarItem.warningBackground');
  item.show();
}

/** Read without the schema of the settings, which this small bundle does not load. */
function settings(): { enabled: boolean; format: string } {
  const configuration = workspace.getConfiguration('backbeat.statusBar');
  const format: unknown = configuration.get('format');
  return {
    enabled: configuration.get('enabled') !== false,
    format: typeof format === 'string' ? format : defaultFormat,
  };
}
