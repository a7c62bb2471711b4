import { describe, expect, it } from 'vitest';
import type { Message, MessageLink } from '../../../../src/protocol/messages.ts';
import { serveDocuments } from '../../../../src/vscode/panel/webviewLink.ts';

interface Served {
  readonly link: MessageLink;
  disposed: boolean;
}

function open() {
  const posted: unknown[] = [];
  const served: Served[] = [];
  let post: ((message: unknown) => void) | undefined;
  const webview = {
    postMessage: (message: unknown) => {
      posted.push(message);
      return Promise.resolve(true);
    },
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      post = listener;
      return { dispose: () => (post = undefined) };
    },
  } as unknown as Parameters<typeof serveDocuments>[0];
  const serving = serveDocuments(webview, (link) => {
    const entry = { link, disposed: false };
    served.push(entry);
    return { dispose: () => (entry.disposed = true) };
  });
  return { posted, served, serving, receive: (message: unknown) => post?.(message) };
}

const ask: Message = { type: 'request', id: 0, method: 'app.status', params: {} };
const answer: Message = { type: 'response', id: 0, result: {} };

describe('serveDocuments', () => {
  it('opens a link at the first message of a document, not before', () => {
    const { served, receive } = open();
    expect(served).toHaveLength(0);
    receive({ document: 'a', message: ask });
    receive({ document: 'a', message: ask });
    expect(served).toHaveLength(1);
  });

  it('keeps messages until somebody listens', () => {
    const { served, receive } = open();
    receive({ document: 'a', message: ask });
    receive({ document: 'a', message: { ...ask, id: 1 } });
    const heard: unknown[] = [];
    served[0]?.link.onMessage((message) => heard.push(message));
    expect(heard).toEqual([ask, { ...ask, id: 1 }]);
  });

  it('names the document in what it posts', () => {
    const { posted, served, receive } = open();
    receive({ document: 'a', message: ask });
    served[0]?.link.send(answer);
    expect(posted).toEqual([{ document: 'a', message: answer }]);
  });

  it('ends the link of a document that another one replaced', () => {
    const { posted, served, receive } = open();
    receive({ document: 'a', message: ask });
    receive({ document: 'b', message: ask });
    expect(served.map(({ disposed }) => disposed)).toEqual([true, false]);
    served[0]?.link.send(answer);
    expect(posted).toEqual([]);
  });

  it.each([undefined, null, 'text', 7, {}, { document: 1, message: ask }, { document: 'a' }])(
    'passes over %j',
    (message) => {
      const { served, receive } = open();
      receive(message);
      expect(served).toHaveLength(0);
    },
  );

  it('posts nothing after it was disposed', () => {
    const { posted, served, serving, receive } = open();
    receive({ document: 'a', message: ask });
    serving.dispose();
    served[0]?.link.send(answer);
    receive({ document: 'b', message: ask });
    expect(posted).toEqual([]);
    expect(served.map(({ disposed }) => disposed)).toEqual([true]);
  });
});
