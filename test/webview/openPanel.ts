// Loaded before the first test: `settled` counts turns, and the first load of a file takes as long as it takes.
import '../../webview/answers/firstAnswers.ts';
import '../../webview/answers/historyAnswers.ts';
import '../../webview/answers/hostAnswers.ts';
import { serveDocuments } from '../../src/vscode/panel/webviewLink.ts';
import type { Disposable } from '../../src/protocol/api.ts';
import type { EventName, EventOf } from '../../src/protocol/events.ts';
import type { HandlerContext, Handlers } from '../../src/protocol/handlers.ts';
import type { WireError } from '../../src/protocol/messages.ts';
import type { PanelContext } from '../../src/protocol/panel/panelContext.ts';
import { Peer } from '../../src/protocol/peer.ts';
import { requests, type Method, type ParamsOf, type ResultOf } from '../../src/protocol/requests.ts';
import { setLanguage } from '../../webview/l10n.ts';
import { editorLink } from '../../webview/link.ts';
import { panelApi } from '../../webview/panelApi.ts';
import { panelErrors } from '../../webview/panelErrors.ts';
import { mountPanel } from '../../webview/shell/panel.ts';
import type { Page } from '../../webview/shell/page.ts';
import { fakeWebview } from './fakeWebview.ts';

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

/** Now, as every panel of the tests has it. */
export const panelNow = Date.parse('2026-11-20T12:00:00Z');

/** Throw it in a handler: the panel gets this error, code, hint and reason intact. */
export class Refusal extends Error {
  readonly wire: WireError;
  constructor(wire: WireError) {
    super(wire.message);
    this.wire = wire;
  }
}

/** What calls get while the host is away. */
export const hostGone: WireError = {
  code: 'HOST_ERROR',
  reason: 'gone',
  message: 'The host of the history ended.',
  hint: 'It comes back by itself; try again.',
};

/** What the test has of the other side: the answers, and the state that VS Code keeps. */
export interface PanelSetup {
  readonly pages: readonly Page[];
  /** Answer at once. A request without a handler waits until the test answers it: `panel.question(method)`. */
  readonly handlers?: Partial<Handlers>;
  /** What `vscode.getState()` answers: `{ page, pages: { [id]: what the page remembers } }`. */
  readonly state?: unknown;
  readonly context?: Partial<PanelContext>;
  /** Unix ms; default {@link panelNow}. */
  readonly now?: () => number;
}

/** One request of the panel, to be answered by the test. */
export interface Question<M extends Method> {
  readonly method: M;
  readonly params: ParamsOf<M>;
  readonly signal: AbortSignal;
  readonly progress: HandlerContext<M>['progress'];
  /** Resolve when the answer was drawn. */
  readonly answer: (result: ResultOf<M>) => Promise<void>;
  readonly fail: (error: WireError) => Promise<void>;
}

export interface OpenPanel extends Disposable {
  readonly root: HTMLElement;
  /** Messages that did not fit the protocol, and listeners that threw. */
  readonly reports: readonly unknown[];
  /** What was last passed to `vscode.setState`. */
  state: unknown;
  /** Requests so far, those with a handler too, without `panel.context`. */
  readonly calls: readonly { readonly method: Method; readonly params: unknown }[];
  /** The next question of this method that was not looked at yet. */
  question<M extends Method>(method: M): Promise<Question<M>>;
  /** Questions that nobody looked at yet, of one method or of all. */
  waiting(method?: Method): Promise<number>;
  /** Announces an event to the panel; resolves when it was drawn. */
  emit<E extends EventName>(event: E, payload: EventOf<E>): Promise<void>;
}

let current: OpenPanel | undefined;

/**
 * The panel in a document, the real peers and links on both sides, and the test as everything behind them. The one
 * opened before is disposed of. The toolkit's elements stay plain: its library needs style sheets that happy-dom does
 * not have.
 */
export function openPanel(setup: PanelSetup): OpenPanel {
  current?.dispose();
  setLanguage('en', {});
  const webview = fakeWebview(window);
  const questions: Question<Method>[] = [];
  const calls: { method: Method; params: unknown }[] = [];
  const reports: unknown[] = [];
  const report = (error: unknown): void => void reports.push(error);
  const handlers = everyHandler(setup, calls, questions);
  let editor: Peer | undefined;
  const serving = serveDocuments(webview.editorSide, (link) => {
    editor = new Peer(link, { ...panelErrors(report), toWire }, handlers);
    return editor;
  });

  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const panel: OpenPanel = {
    root,
    reports,
    calls,
    state: setup.state,
    question: async (method) => {
      await settled();
      const at = questions.findIndex((question) => question.method === method);
      if (at < 0) throw new Error(`the panel did not ask ${method}`);
      return questions.splice(at, 1)[0] as never;
    },
    waiting: async (method) => {
      await settled();
      return questions.filter((question) => method === undefined || question.method === method).length;
    },
    emit: (event, payload) => {
      editor?.emit(event, payload);
      return settled();
    },
    dispose: () => {
      mounted.dispose();
      serving.dispose();
      if (current === panel) current = undefined;
    },
  };
  const mounted = mountPanel({
    root,
    pages: setup.pages,
    now: setup.now ?? (() => panelNow),
    api: panelApi(editorLink({ postMessage: webview.postMessage }, window), panelErrors(report)),
    store: {
      getState: () => panel.state,
      setState: (next) => {
        panel.state = next;
      },
    },
  });
  current = panel;
  return panel;
}

function toWire(error: unknown): WireError {
  return error instanceof Refusal ? error.wire : { code: 'INTERNAL_ERROR', message: String(error) };
}

function everyHandler(
  { handlers = {}, context }: PanelSetup,
  calls: { method: Method; params: unknown }[],
  questions: Question<Method>[],
): Partial<Handlers> {
  type AnyHandler = (params: unknown, context: HandlerContext<Method>) => unknown;
  const given: Partial<Record<string, AnyHandler>> = {
    'panel.context': () => ({ ...panelContext, ...context }),
    ...(handlers as Partial<Record<string, AnyHandler>>),
  };
  const ask =
    (method: Method): AnyHandler =>
    (params, { signal, progress }) =>
      new Promise((resolve, reject) => {
        questions.push({
          ...{ method, signal, progress },
          params: params as never,
          answer: (result) => (resolve(result), settled()),
          fail: (error) => (reject(new Refusal(error)), settled()),
        });
      });
  return Object.fromEntries(
    (Object.keys(requests) as Method[]).map((method) => [
      method,
      (params: unknown, handlerContext: HandlerContext<Method>) => {
        if (method !== 'panel.context') calls.push({ method, params });
        return (given[method] ?? ask(method))(params, handlerContext);
      },
    ]),
  );
}

/** When all messages on their way have arrived and were drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}
