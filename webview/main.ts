import { editorLink } from './link.ts';
import { pages } from './pages/pages.ts';
import { panelApi } from './panelApi.ts';
import { panelErrors } from './panelErrors.ts';
import { mountPanel } from './shell/panel.ts';
import { strangeMessages } from './strangeMessages.ts';
import './style.css';
import { registerToolkit } from './ui/toolkit.ts';
import type { VsCodeApi } from './vscodeApi.ts';

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById('panel');
if (root === null) throw new Error('the page has no element #panel');
const vscode = acquireVsCodeApi();
const errors = panelErrors(strangeMessages(root));
mountPanel({
  root,
  pages,
  api: panelApi(editorLink(vscode, window), errors),
  store: vscode,
  now: () => Date.now(),
});
// While the window answers: nothing before its answer needs a control.
registerToolkit();
