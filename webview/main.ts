import './zodWithoutEval.ts';
import { Peer } from '../src/protocol/peer.ts';
import { editorLink } from './link.ts';
import { pages } from './pages/pages.ts';
import { panelErrors } from './panelErrors.ts';
import { mountPanel } from './shell/panel.ts';
import './style.css';
import { registerToolkit } from './ui/toolkit.ts';
import type { VsCodeApi } from './vscodeApi.ts';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('panel');
if (root === null) throw new Error('the page has no element #panel');
registerToolkit();
const vscode = acquireVsCodeApi();
const errors = panelErrors((error) => {
  console.error(error);
});
mountPanel({
  root,
  pages,
  api: new Peer(editorLink(vscode, window), errors),
  store: vscode,
  now: () => Date.now(),
});
