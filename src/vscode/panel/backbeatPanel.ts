import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { mcpServerTitle, panelViewType } from '../../protocol/ids.ts';
import type { PageId } from '../../protocol/panel/pages.ts';
import type { Editor } from '../editor.ts';
import { WebviewContent } from './webviewContent.ts';

/** The panel of one window: made when it is asked for, brought to the front when it is there. */
export class BackbeatPanel {
  readonly #editor: Editor;
  #panel: WebviewPanel | undefined;
  #content: WebviewContent | undefined;
  /** For the document that comes next. */
  #asked: PageId | undefined;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  show(page: PageId): void {
    const isTold = this.#panel?.visible === true && this.#content?.showPage(page) === true;
    if (!isTold) this.#asked = page;
    if (this.#panel === undefined) {
      const options = { retainContextWhenHidden: false };
      this.adopt(window.createWebviewPanel(panelViewType, mcpServerTitle, ViewColumn.Active, options));
    } else {
      this.#panel.reveal();
    }
  }

  /** Fills a panel that is new, or that VS Code brought back after a reload. */
  adopt(panel: WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.title = mcpServerTitle;
    panel.iconPath = Uri.joinPath(this.#editor.context.extensionUri, 'media', 'icon.png');
    const content = new WebviewContent(this.#editor, panel.webview, 'webview', () => {
      const asked = this.#asked;
      this.#asked = undefined;
      return asked;
    });
    this.#content = content;
    panel.onDidChangeViewState(() => {
      if (!panel.visible) content.hidden();
    });
    panel.onDidDispose(() => {
      content.dispose();
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#content = undefined;
    });
  }

  /** Stops answering; the panel itself stays, so that a reloaded window can bring it back. */
  dispose(): void {
    this.#content?.dispose();
  }
}
