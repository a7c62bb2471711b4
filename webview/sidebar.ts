import './zodWithoutEval.ts';
import { commands } from '../src/protocol/ids.ts';
import type { PageId } from '../src/protocol/panel/pages.ts';
import { Peer } from '../src/protocol/peer.ts';
import { editorLink } from './link.ts';
import { nowPlayingPage } from './pages/nowPlaying/nowPlayingPage.ts';
import { panelErrors } from './panelErrors.ts';
import type { Page } from './shell/page.ts';
import { mountPanel } from './shell/panel.ts';
import './style.css';
import './sidebar.css';
import { element } from './ui/element.ts';
import { registerToolkit } from './ui/toolkit.ts';
import type { VsCodeApi } from './vscodeApi.ts';

declare function acquireVsCodeApi(): VsCodeApi;

/** The command that shows each page in the panel: the side bar has one page only. */
const pageCommands = {
  nowPlaying: commands.showNowPlaying.id,
  analytics: commands.showSummary.id,
  imports: commands.showImports.id,
  activity: commands.showActivity.id,
  accounts: commands.showAccounts.id,
} as const satisfies Record<PageId, string>;

const root = document.getElementById('panel');
if (root === null) throw new Error('the page has no element #panel');
registerToolkit();
const vscode = acquireVsCodeApi();
const errors = panelErrors((error) => {
  console.error(error);
});
mountPanel({
  root,
  pages: [inSideBar(nowPlayingPage)],
  api: new Peer(editorLink(vscode, window), errors),
  store: vscode,
  now: () => Date.now(),
});

/** The page as it stands alone: what it leads to opens in the panel. */
function inSideBar(page: Page): Page {
  return {
    id: page.id,
    title: page.title,
    mount: (content, context) => page.mount(content, { ...context, open: openInPanel }),
  };
}

/** Links to commands are what a webview can have run; the editor lets those of the pages through. */
function openInPanel(page: PageId): void {
  const link = element('a', { href: `command:${pageCommands[page]}`, hidden: '' });
  document.body.append(link);
  link.click();
  link.remove();
}
