import { isEnvelope } from '../src/protocol/envelope.ts';
import type { MessageLink } from '../src/protocol/messages.ts';
import type { VsCodeApi } from './vscodeApi.ts';

/** The webview's end of the link to the editor. It lives as long as the document, so it never closes. */
export function editorLink(vscode: Pick<VsCodeApi, 'postMessage'>, source: Window): MessageLink {
  const document = newDocumentName();
  const waiting: unknown[] = [];
  let listener: ((message: unknown) => void) | undefined;
  source.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isEnvelope(data) || data.document !== document) return;
    if (listener === undefined) waiting.push(data.message);
    else listener(data.message);
  });
  return {
    send: (message) => {
      vscode.postMessage({ document, message });
    },
    onMessage: (next) => {
      listener = next;
      while (listener !== undefined && waiting.length > 0) listener(waiting.shift());
    },
    onClose: () => undefined,
    close: () => undefined,
  };
}

/** Not `randomUUID`: code-server may serve the page from an address that is no secure context. */
function newDocumentName(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-');
}
