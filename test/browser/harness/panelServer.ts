import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

/** What VS Code puts into every webview before the page's own styles. */
const editorStyle = `
html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
  font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
img, video { max-width: 100%; max-height: 100%; }
a, a code { color: var(--vscode-textLink-foreground); }
a:hover { color: var(--vscode-textLink-activeForeground); }
a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
code { font-family: var(--monaco-monospace-font); color: var(--vscode-textPreformat-foreground);
  background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
`;

/** Serves the panel's HTML, made anew for each load as VS Code does, and its bundles, on 127.0.0.1. */
export interface PanelServer {
  readonly origin: string;
  close(): Promise<void>;
}

export async function startPanelServer(
  folder: string,
  html: (origin: string, path: string) => string,
): Promise<PanelServer> {
  let origin = '';
  const answer = async (path: string): Promise<readonly [type: string, body: string | Buffer]> => {
    const extension = extname(path);
    if (path === '/editor.css') return ['text/css', editorStyle];
    if (extension !== '') {
      return [types[extension] ?? 'application/octet-stream', await readFile(join(folder, path))];
    }
    const page = html(origin, path).replace('<head>', '<head><link rel="stylesheet" href="/editor.css">');
    return ['text/html; charset=utf-8', page];
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    answer(pathname).then(
      ([type, body]) =>
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
