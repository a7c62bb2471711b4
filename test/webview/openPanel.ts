import { serveDocuments } from '../../src/vscode/panel/webviewLink.ts';
import type { TasteSummaryParams, TasteSummaryResult } from '../../src/protocol/history/tasteSummary.ts';
import type { WireError } from '../../src/protocol/messages.ts';
import { Peer } from '../../src/protocol/peer.ts';
import { editorLink } from '../../webview/link.ts';
import type { PanelContext } from '../../src/protocol/panel/panelRequests.ts';
import { analyticsPage } from '../../webview/pages/analytics/analyticsPage.ts';
import { mountPanel } from '../../webview/shell/panel.ts';
import { panelErrors } from '../../webview/panelErrors.ts';
import { fakeWebview } from './fakeWebview.ts';

/** One question of the panel, to be answered by the test. */
interface Question {
  readonly params: TasteSummaryParams;
  readonly signal: AbortSignal;
  readonly answer: (summary: TasteSummaryResult) => Promise<void>;
  readonly fail: (error: WireError) => Promise<void>;
}

interface OpenPanel {
  readonly root: HTMLElement;
  readonly reports: readonly unknown[];
  state: unknown;
  /** The next question that was not looked at yet. */
  readonly question: () => Promise<Question>;
  /** Questions that nobody looked at yet. */
  readonly waiting: () => Promise<number>;
  readonly announceChange: () => Promise<void>;
}

/** The window that shows the panel. */
export const panelContext: PanelContext = {
  version: '0.0.0',
  locale: 'en',
  strings: {},
  toolsets: ['history', 'player'],
  read_only: false,
  min_play_seconds: 30,
  timezone: 'Europe/Berlin',
};

class Refusal extends Error {
  readonly wire: WireError;
  constructor(wire: WireError) {
    super(wire.message);
    this.wire = wire;
  }
}

/**
 * The panel in a document, the real peers and links on both sides, and the test as the history. The toolkit's
 * elements stay plain: its library needs style sheets that happy-dom does not have.
 */
export function openPanel(state?: unknown): OpenPanel {
  const webview = fakeWebview(window);
  const questions: Question[] = [];
  const reports: unknown[] = [];
  let editor: Peer | undefined;
  const handlers = {
    'panel.context': () => panelContext,
    'history.tasteSummary': (params: TasteSummaryParams, { signal }: { signal: AbortSignal }) =>
      new Promise<TasteSummaryResult>((resolve, reject) => {
        questions.push({
          params,
          signal,
          answer: (summary) => (resolve(summary), settled()),
          fail: (error) => (reject(new Refusal(error)), settled()),
        });
      }),
  };
  serveDocuments(webview.editorSide, (link) => {
    const errors = {
      ...panelErrors((error) => reports.push(error)),
      toWire: (error: unknown): WireError =>
        error instanceof Refusal ? error.wire : { code: 'INTERNAL_ERROR', message: String(error) },
    };
    editor = new Peer(link, errors, handlers);
    return editor;
  });

  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const panel: OpenPanel = {
    root,
    reports,
    state,
    question: async () => {
      await settled();
      const next = questions.shift();
      if (next === undefined) throw new Error('the panel asked nothing');
      return next;
    },
    waiting: async () => {
      await settled();
      return questions.length;
    },
    announceChange: () => {
      editor?.emit('history.changed', { account: 'default', listens: 5000 });
      return settled();
    },
  };
  mountPanel({
    root,
    pages: [analyticsPage],
    now: () => Date.parse('2026-11-20T12:00:00Z'),
    api: new Peer(
      editorLink({ postMessage: webview.postMessage }, window),
      panelErrors((error) => reports.push(error)),
    ),
    store: {
      getState: () => panel.state,
      setState: (next) => {
        panel.state = next;
      },
    },
  });
  return panel;
}

/** When all messages on their way have arrived and were drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}
