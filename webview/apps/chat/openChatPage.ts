import '../../zodWithoutEval.ts';
import type { Disposable } from '../../../src/protocol/api.ts';
import '../../style.css';
import { element } from '../../ui/element.ts';
import { registerButtons } from '../../ui/toolkit.ts';
import '../theme.css';
import { applyAppearance, type Strings } from './appearance.ts';
import { connectToChat, type ChatHost } from './chatHost.ts';
import { drawCancelled, drawProblem, drawWaiting } from './chatStates.ts';
import { reportSize } from './reportSize.ts';

type Params = Readonly<Record<string, unknown>>;

/** What a page draws with. */
export interface ChatPageContext {
  readonly chat: ChatHost;
  /** Takes the place of everything that is shown. */
  readonly draw: (...content: readonly HTMLElement[]) => void;
  /** Unix ms. */
  readonly now: () => number;
}

/** What stands for one tool's calls. */
export interface ChatPage extends Partial<Disposable> {
  /** The arguments are known, the answer is not. */
  onInput?(args: Params): void;
  /** @throws PanelError for a result that is a failure or cannot be read; it is shown */
  onResult(result: Params): void;
}

export interface ChatPageOptions {
  /** Name of the page, for screen readers: the chat shows the tool's own. */
  readonly title: () => string;
  /** Said until there is an answer. In a function, because the language is not known before the chat is. */
  readonly waiting: () => string;
  readonly cancelled: () => string;
  readonly open: (context: ChatPageContext) => ChatPage;
}

/** Packed beside the script: `version`, and the texts by language. */
interface Packed {
  readonly version: string;
  readonly strings: Strings;
}

/** Opens the page in the chat around it, and ends with it. */
export async function openChatPage({
  title: name,
  waiting,
  cancelled,
  open,
}: ChatPageOptions): Promise<void> {
  const { version, strings } = packed();
  const title = element('h1', { class: 'sr-only' });
  const content = element('div', { class: 'chat-content' });
  const root = element('main', { class: 'chat-page' }, title, content);
  document.body.replaceChildren(root);
  registerButtons();
  const draw: ChatPageContext['draw'] = (...drawn) => {
    content.replaceChildren(...drawn);
  };
  let page: ChatPage | undefined;
  let sizes: Disposable | undefined;
  const end = (): void => {
    page?.dispose?.();
    page = undefined;
    sizes?.dispose();
  };
  const tell = (event: (page: ChatPage) => void): void => {
    if (page === undefined) return;
    try {
      event(page);
    } catch (error) {
      draw(drawProblem(error));
    }
  };
  try {
    const chat = await connectToChat(
      window,
      window.parent,
      {
        onContext: (context) => {
          applyAppearance(context, strings);
          title.textContent = name();
        },
        onInput: (args) => {
          tell((opened) => opened.onInput?.(args));
        },
        onResult: (result) => {
          tell((opened) => {
            opened.onResult(result);
          });
        },
        onCancelled: () => {
          tell((opened) => {
            opened.dispose?.();
            draw(drawCancelled(cancelled()));
          });
        },
        onEnd: end,
      },
      version,
    );
    draw(drawWaiting(waiting()));
    page = open({ chat, draw, now: () => Date.now() });
    sizes = reportSize(chat, root);
  } catch (error) {
    draw(drawProblem(error));
  }
}

function packed(): Packed {
  const text = document.getElementById('packed')?.textContent ?? '';
  return { version: '', strings: {}, ...(JSON.parse(text === '' ? '{}' : text) as Partial<Packed>) };
}
