import type { serveDocuments } from '../../src/vscode/panel/webviewLink.ts';

type EditorSide = Parameters<typeof serveDocuments>[0];

interface FakeWebview {
  /** What the extension has of the webview. */
  readonly editorSide: EditorSide;
  /** What the page has of the editor. */
  readonly postMessage: (message: unknown) => void;
}

/** Carries messages as VS Code does: copied, later, in order. */
export function fakeWebview(page: Window): FakeWebview {
  const listeners = new Set<(message: unknown) => void>();
  return {
    editorSide: {
      postMessage: (message: unknown) => {
        const data: unknown = structuredClone(message);
        setTimeout(() => page.dispatchEvent(new MessageEvent('message', { data })), 0);
        return Promise.resolve(true);
      },
      onDidReceiveMessage: (listener: (message: unknown) => void) => {
        listeners.add(listener);
        return { dispose: () => void listeners.delete(listener) };
      },
    },
    postMessage: (message) => {
      const data: unknown = structuredClone(message);
      setTimeout(() => {
        for (const listener of listeners) listener(data);
      }, 0);
    },
  };
}
