import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { Disposable } from '../../protocol/api.ts';
import { commands, panelViewType } from '../../protocol/ids.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import type { Editor } from '../editor.ts';
import { panelHtml } from './panelHtml.ts';
import { refuseRequests } from './refuseRequests.ts';
import { serveDocuments } from './webviewLink.ts';

const title = 'Listening History';

/** The panel of one window: made when it is asked for, brought to the front when it is there. */
export class SummaryPanel {
  readonly #editor: Editor;
  readonly #dist: Uri;
  #panel: WebviewPanel | undefined;
  #serving: Disposable | undefined;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#dist = Uri.joinPath(editor.context.extensionUri, 'dist');
  }

  show(): void {
    if (this.#panel === undefined) {
      this.adopt(
        window.createWebviewPanel(panelViewType, title, ViewColumn.Active, {
          retainContextWhenHidden: false,
        }),
      );
    } else {
      this.#panel.reveal();
    }
  }

  /** Fills a panel that is new, or that VS Code brought back after a reload. */
  adopt(panel: WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.iconPath = Uri.joinPath(this.#editor.context.extensionUri, 'media', 'icon.png');
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      enableCommandUris: [commands.importData.id],
      localResourceRoots: [this.#dist],
    };
    const serving = serveDocuments(webview, (link) => this.#serve(link));
    this.#serving = serving;
    panel.onDidDispose(() => {
      serving.dispose();
      if (this.#panel === panel) this.#panel = undefined;
    });
    const asset = (name: string): string => webview.asWebviewUri(Uri.joinPath(this.#dist, name)).toString();
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      script: asset('webview.js'),
      style: asset('webview.css'),
    });
  }

  /** Stops answering; the panel itself stays, so that a reloaded window can bring it back. */
  dispose(): void {
    this.#serving?.dispose();
  }

  #serve(link: MessageLink): Disposable {
    const { logger, runtime } = this.#editor;
    let closed = false;
    let serving: Disposable | undefined;
    runtime().then(
      (loaded) => {
        if (!closed) serving = loaded.serveApi(link);
      },
      (error: unknown) => {
        logger.error('the panel cannot be served', { error });
        refuseRequests(link);
      },
    );
    return {
      dispose: () => {
        closed = true;
        serving?.dispose();
      },
    };
  }
}
