import { env, l10n, Uri, workspace, type Webview } from 'vscode';
import type { Disposable } from '../../protocol/api.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import type { PageId } from '../../protocol/panel/pages.ts';
import type { Editor } from '../editor.ts';
import { ownCoverOrigins } from './coverHosts.ts';
import { editorPanelWindow } from './editorPanelWindow.ts';
import { panelHtml } from './panelHtml.ts';
import type { PanelWindow } from './panelWindow.ts';
import { refuseRequests } from './refuseRequests.ts';
import type { ServedPanel } from './servePanel.ts';
import { serveDocuments } from './webviewLink.ts';

/** What a webview shows, and who answers it. */
export class WebviewContent implements Disposable {
  readonly #editor: Editor;
  readonly #window: PanelWindow;
  readonly #serving: Disposable;
  /** The document in sight, once it can be told something. */
  #listening: ServedPanel | undefined;

  /**
   * @param bundle name of the script and the style sheet in `dist/`
   * @param takePage the page that a command asked for, once
   */
  constructor(
    editor: Editor,
    webview: Webview,
    bundle: 'webview' | 'sidebar',
    takePage: () => PageId | undefined,
  ) {
    this.#editor = editor;
    this.#window = editorPanelWindow(editor, takePage);
    const dist = Uri.joinPath(editor.context.extensionUri, 'dist');
    webview.options = {
      enableScripts: true,
      localResourceRoots: [dist],
    };
    // Its loading and the page's go side by side; whether it fails, the first request is told.
    editor.runtime().catch(() => undefined);
    this.#serving = serveDocuments(webview, (link) => this.#serve(link));
    const asset = (name: string): string => webview.asWebviewUri(Uri.joinPath(dist, name)).toString();
    const apiUrl: unknown = workspace.getConfiguration('backbeat.spotify').get('apiUrl');
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      script: asset(`${bundle}.js`),
      style: asset(`${bundle}.css`),
      images: typeof apiUrl === 'string' ? ownCoverOrigins(apiUrl) : [],
      language: env.language,
      loading: l10n.t('Backbeat is loading…'),
    });
  }

  /** @returns whether a document was there to be told */
  showPage(page: PageId): boolean {
    this.#listening?.showPage(page);
    return this.#listening !== undefined;
  }

  /** The document is gone with the view; the next one asks for its page itself. */
  hidden(): void {
    this.#listening = undefined;
  }

  /** Stops answering. */
  dispose(): void {
    this.#listening = undefined;
    this.#serving.dispose();
  }

  #serve(link: MessageLink): Disposable {
    const { logger, runtime } = this.#editor;
    let closed = false;
    let served: ServedPanel | undefined;
    this.#listening = undefined;
    const context: PanelWindow['context'] = async () => {
      const told = await this.#window.context();
      if (!closed) this.#listening = served;
      return told;
    };
    runtime().then(
      (loaded) => {
        if (!closed) served = loaded.servePanel(link, { ...this.#window, context });
      },
      (error: unknown) => {
        logger.error('the panel cannot be served', { error });
        refuseRequests(link);
      },
    );
    return {
      dispose: () => {
        closed = true;
        if (this.#listening === served) this.#listening = undefined;
        served?.dispose();
      },
    };
  }
}
