import { Disposable, window } from 'vscode';
import { playerViewId } from '../../protocol/ids.ts';
import type { Contribution } from '../contribution.ts';
import { WebviewContent } from './webviewContent.ts';

/** The player in the side bar; VS Code asks for it when it comes into sight for the first time. */
export const playerView: Contribution = (editor) => {
  let shown: WebviewContent | undefined;
  const provider = window.registerWebviewViewProvider(playerViewId, {
    resolveWebviewView: (view) => {
      shown?.dispose();
      const content = new WebviewContent(editor, view.webview, 'sidebar', () => 'nowPlaying');
      shown = content;
      view.onDidDispose(() => {
        content.dispose();
      });
    },
  });
  return Disposable.from(provider, { dispose: () => shown?.dispose() });
};
