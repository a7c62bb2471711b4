import type { PageId } from '../src/protocol/panel/pages.ts';
import type { PanelCommand } from '../src/protocol/panel/panelRequests.ts';
import { editorLink } from './link.ts';
import { nowPlayingPage } from './pages/nowPlaying/nowPlayingPage.ts';
import { panelApi } from './panelApi.ts';
import { panelErrors } from './panelErrors.ts';
import type { Page } from './shell/page.ts';
import { mountPanel } from './shell/panel.ts';
import { strangeMessages } from './strangeMessages.ts';
import './style.css';
import './sidebar.css';
import { registerToolkit } from './ui/toolkit.ts';
import type { VsCodeApi } from './vscodeApi.ts';

declare function acquireVsCodeApi(): VsCodeApi;

/** The command that shows each page in the panel: the side bar has one page only. */
const pageCommands = {
  nowPlaying: 'showNowPlaying',
  analytics: 'showSummary',
  imports: 'showImports',
  activity: 'showActivity',
  accounts: 'showAccounts',
} as const satisfies Record<PageId, PanelCommand>;

const root = document.getElementById('panel');
if (root === null) throw new Error('the page has no element #panel');
const vscode = acquireVsCodeApi();
const errors = panelErrors(strangeMessages(root));
mountPanel({
  root,
  pages: [inSideBar(nowPlayingPage)],
  api: panelApi(editorLink(vscode, window), errors),
  store: vscode,
  now: () => Date.now(),
});
// While the window answers: nothing before its answer needs a control.
registerToolkit();

/** The page as it stands alone: what it leads to opens in the panel. */
function inSideBar(page: Page): Page {
  return {
    id: page.id,
    title: page.title,
    mount: (content, context) =>
      page.mount(content, {
        ...context,
        open: (id) => {
          context.api.call('panel.runCommand', { command: pageCommands[id] }).catch((error: unknown) => {
            context.showError(error);
          });
        },
      }),
  };
}
