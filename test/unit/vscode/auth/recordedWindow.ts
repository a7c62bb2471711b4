import type { SignInWindow } from '../../../../src/vscode/auth/signInWindow.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { clientId } from './storedCredentials.ts';

/** The box for the address, as the person in front of it uses it. */
export interface PasteBox {
  /** What the box says is wrong, or `undefined` once it took the text and closed. */
  enter(text: string): Promise<string | undefined>;
  close(): void;
}

/** A window without an editor: says what was shown and asked, and answers as the test wants. */
export interface RecordedWindow extends SignInWindow {
  readonly asked: string[];
  /** The address that the browser was sent to, once it was. */
  readonly opened: Promise<URL>;
  /** The box, once it is shown. */
  readonly box: Promise<PasteBox>;
  /** How many boxes were shown. */
  boxes: number;
  cancel(): void;
  /** Clicks the link of the notification. */
  wantPaste(): void;
}

export function recordedWindow(answers: Partial<SignInWindow> = {}): RecordedWindow {
  const asked: string[] = [];
  const cancel = new AbortController();
  const wanting = new Set<() => void>();
  const opened = deferred<URL>();
  const box = deferred<PasteBox>();
  const window: RecordedWindow = {
    browser: 'here',
    asked,
    opened: opened.promise,
    box: box.promise,
    boxes: 0,
    cancel: () => {
      cancel.abort();
    },
    wantPaste: () => {
      for (const listener of wanting) listener();
    },
    askApp: (redirectUri) => {
      asked.push(`askApp ${redirectUri}`);
      return Promise.resolve({ clientId });
    },
    explain: (why) => {
      asked.push(`explain ${why}`);
      return Promise.resolve(true);
    },
    openBrowser: (url) => {
      asked.push('openBrowser');
      opened.resolve(new URL(url));
      return Promise.resolve(true);
    },
    offerAddress: (url) => {
      asked.push('offerAddress');
      opened.resolve(new URL(url));
      return Promise.resolve(true);
    },
    wait: async (task) => {
      asked.push('wait');
      const onPasteWanted = (listener: () => void) => {
        wanting.add(listener);
        return { dispose: () => wanting.delete(listener) };
      };
      try {
        return await task({ cancelled: cancel.signal, onPasteWanted });
      } finally {
        asked.push('done');
      }
    },
    askAddress: (take, signal) =>
      new Promise((resolve) => {
        window.boxes += 1;
        const close = (): void => {
          resolve();
        };
        signal.addEventListener('abort', close, { once: true });
        box.resolve({
          close,
          enter: async (text) => {
            const problem = await take(text);
            if (problem === undefined) close();
            return problem;
          },
        });
      }),
    ...answers,
  };
  return window;
}
