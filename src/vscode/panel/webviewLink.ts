import type { Webview } from 'vscode';
import type { Disposable } from '../../protocol/api.ts';
import { isEnvelope } from '../../protocol/envelope.ts';
import type { Message, MessageLink } from '../../protocol/messages.ts';

type Channel = Pick<Webview, 'postMessage' | 'onDidReceiveMessage'>;

/**
 * Serves every document that a webview shows, one after the other. A document's first message opens its link,
 * so nothing is posted to one that does not listen yet; the next document's closes it.
 */
export function serveDocuments(webview: Channel, serve: (link: MessageLink) => Disposable): Disposable {
  let current: WebviewLink | undefined;
  const listening = webview.onDidReceiveMessage((raw: unknown) => {
    if (!isEnvelope(raw)) return; // extensions of the page itself post here too
    if (current?.document !== raw.document) {
      current?.close();
      const link = new WebviewLink(raw.document, webview);
      current = link;
      const serving = serve(link);
      link.onClose(() => {
        serving.dispose();
      });
    }
    current.receive(raw.message);
  });
  return {
    dispose: () => {
      listening.dispose();
      current?.close();
    },
  };
}

/** A link to one document of a webview. */
class WebviewLink implements MessageLink {
  readonly document: string;
  readonly #webview: Channel;
  readonly #waiting: unknown[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #listener: ((message: unknown) => void) | undefined;
  #closed = false;

  constructor(document: string, webview: Channel) {
    this.document = document;
    this.#webview = webview;
  }

  receive(message: unknown): void {
    if (this.#listener === undefined) this.#waiting.push(message);
    else this.#listener(message);
  }

  send(message: Message): void {
    if (!this.#closed) void this.#webview.postMessage({ document: this.document, message });
  }

  onMessage(listener: ((message: unknown) => void) | undefined): void {
    this.#listener = listener;
    while (this.#listener !== undefined && this.#waiting.length > 0) this.#listener(this.#waiting.shift());
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting.length = 0;
    this.#listener = undefined;
    for (const listener of this.#closeListeners.splice(0)) listener();
  }
}
