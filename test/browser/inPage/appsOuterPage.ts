import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';

/** What a test opens a page of Backbeat with, as a chat does. */
export interface OpenedWith {
  readonly html: string;
  readonly context: Record<string, unknown>;
  readonly capabilities: Record<string, object>;
}

/** The chat around the page, by the SDK's own bridge; the test drives it from outside. */
export interface Chat {
  open(opened: OpenedWith): Promise<void>;
  input(args: Record<string, unknown>): Promise<void>;
  result(result: unknown): Promise<void>;
  cancel(): Promise<void>;
  context(context: Record<string, unknown>): Promise<void>;
  end(): Promise<unknown>;
  /** Messages that no chat sends, as they are. */
  post(message: unknown): void;
  readonly sizes: { width?: number | undefined; height?: number | undefined }[];
  readonly links: string[];
}

declare global {
  interface Window {
    chat: Chat;
    /** Answers `tools/call` of the page; the test exposes it. */
    callServerTool(params: unknown): Promise<unknown>;
  }
}

let bridge: AppBridge | undefined;
let frame: HTMLIFrameElement | undefined;
const sizes: Chat['sizes'] = [];
const links: string[] = [];

window.chat = {
  sizes,
  links,
  open: async ({ html, context, capabilities }) => {
    frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.style.cssText = 'display:block;border:0;width:100%;height:300px';
    document.body.style.margin = '0';
    document.body.replaceChildren(frame);
    const inside = frame.contentWindow;
    if (inside === null) throw new Error('the frame has no window');
    const made = new AppBridge(null, { name: 'test-chat', version: '1.0.0' }, capabilities, {
      hostContext: context,
    });
    bridge = made;
    made.oncalltool = async (params) => (await window.callServerTool(params)) as never;
    made.onopenlink = ({ url }) => {
      links.push(url);
      return Promise.resolve({});
    };
    made.onsizechange = (size) => {
      sizes.push(size);
      if (frame !== undefined && size.height !== undefined) frame.style.height = `${size.height}px`;
    };
    const ready = new Promise<void>((resolve) => {
      made.oninitialized = () => {
        resolve();
      };
    });
    await made.connect(new PostMessageTransport(inside, inside));
    frame.srcdoc = html;
    await ready;
  },
  input: (args) => opened().sendToolInput({ arguments: args }),
  result: (result) => opened().sendToolResult(result as never),
  cancel: () => opened().sendToolCancelled({ reason: 'the user' }),
  context: (context) => Promise.resolve(opened().sendHostContextChange(context)),
  end: () => opened().teardownResource({}),
  post: (message) => {
    frame?.contentWindow?.postMessage(message, '*');
  },
};

function opened(): AppBridge {
  if (bridge === undefined) throw new Error('no page is open');
  return bridge;
}
