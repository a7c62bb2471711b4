import type { Disposable } from '../../../src/protocol/api.ts';
import { refused } from './chatErrors.ts';
import { isRecord, ParentLink } from './parentLink.ts';

type Params = Readonly<Record<string, unknown>>;

/** What the chat said about itself; of its many fields those that a page uses. All of it is checked where it is used. */
export interface ChatContext {
  readonly theme?: unknown;
  readonly styles?: unknown;
  readonly locale?: unknown;
  readonly safeAreaInsets?: unknown;
}

/** What a page hears of the tool call that it stands for. */
export interface ChatEvents {
  readonly onInput: (args: Params) => void;
  readonly onResult: (result: Params) => void;
  readonly onCancelled: () => void;
  /** At the start, and at every change; whole each time. */
  readonly onContext: (context: ChatContext) => void;
  /** The chat takes the page away. */
  readonly onEnd: () => void;
}

/** The chat that shows this page. */
export interface ChatHost extends Disposable {
  /** Whether it passes tool calls of a page on. */
  readonly callsTools: boolean;
  readonly opensLinks: boolean;
  /**
   * Calls a tool of the server that the page came from. Answers what the tool answers, its failures too.
   * @throws PanelError `refused` by the chat, `silent` when no answer comes
   */
  callTool(name: string, args: Params): Promise<Params>;
  /** @throws PanelError as `callTool` does */
  openLink(url: string): Promise<void>;
  /** CSS pixels. */
  reportSize(width: number, height: number): void;
}

const protocolVersion = '2026-01-26';
const greetingMs = 15_000;
/** Spotify may make a call wait for its turn. */
const callMs = 60_000;

/**
 * Greets the chat around this page (MCP Apps, `ui/initialize`); from then on the page hears of its tool call.
 * @throws PanelError where nobody answers: the page is open by itself
 */
export async function connectToChat(
  own: Window,
  parent: Window,
  events: ChatEvents,
  version: string,
): Promise<ChatHost> {
  let context: ChatContext = {};
  const heard: Readonly<Record<string, (params: Params) => void>> = {
    'ui/notifications/tool-input': (params) => {
      events.onInput(isRecord(params['arguments']) ? params['arguments'] : {});
    },
    'ui/notifications/tool-result': events.onResult,
    'ui/notifications/tool-cancelled': events.onCancelled,
    'ui/notifications/host-context-changed': (changed) => {
      context = { ...context, ...changed };
      events.onContext(context);
    },
  };
  const link = new ParentLink(own, parent, {
    onNotification: (method, params) => heard[method]?.(params),
    onRequest: (method) => {
      if (method === 'ui/resource-teardown') events.onEnd();
      return method === 'ui/resource-teardown' || method === 'ping' ? {} : undefined;
    },
  });
  try {
    const greeting = await link.request(
      'ui/initialize',
      { appInfo: { name: 'backbeat', version }, appCapabilities: {}, protocolVersion },
      greetingMs,
    );
    const capabilities = isRecord(greeting['hostCapabilities']) ? greeting['hostCapabilities'] : {};
    const callsTools = isRecord(capabilities['serverTools']);
    // A change that came before the greeting is newer than what the greeting says.
    context = { ...(isRecord(greeting['hostContext']) ? greeting['hostContext'] : {}), ...context };
    events.onContext(context);
    link.notify('ui/notifications/initialized');
    return {
      callsTools,
      opensLinks: isRecord(capabilities['openLinks']),
      callTool: (name, args) =>
        callsTools
          ? link.request('tools/call', { name, arguments: args }, callMs)
          : Promise.reject(refused()),
      openLink: async (url) => {
        await link.request('ui/open-link', { url }, callMs);
      },
      reportSize: (width, height) => {
        link.notify('ui/notifications/size-changed', { width, height });
      },
      dispose: () => {
        link.close();
      },
    };
  } catch (error) {
    link.close();
    throw error;
  }
}
