import { commands, env, l10n, ProgressLocation, Uri, window, type Extension } from 'vscode';
import type { AppRegistration } from '../../core/spotify/credentials.ts';
import type { Disposable } from '../../protocol/api.ts';
import { browserPlace, type BrowserPlace } from './browserPlace.ts';
import { askClientId } from './clientIdInput.ts';
import type { SignInWindow, Waiting } from './signInWindow.ts';

const title = l10n.t('Sign In to Spotify');
const goOn = l10n.t('Continue in Browser');
const copyAddress = l10n.t('Copy Address');

/** Behind the link of the notification; not in the palette, for it only exists while a sign-in waits. */
const pasteAddressCommand = 'backbeat.signIn.pasteAddress';
/** A progress notification has no buttons of its own, but its text may hold a link. */
const waitingTitle = l10n.t(
  'Waiting for Spotify… [Paste the address instead]({link} "For a browser that cannot reach this machine")',
  { link: `command:${pasteAddressCommand}` },
);

/** A sign-in's questions in this VS Code window. */
export class EditorSignInWindow implements SignInWindow {
  readonly browser: BrowserPlace;

  constructor(extension: Pick<Extension<unknown>, 'extensionKind'>) {
    this.browser = browserPlace(env, extension);
  }

  async askApp(redirectUri: string): Promise<AppRegistration | undefined> {
    const clientId = await askClientId(redirectUri, undefined);
    return clientId === undefined ? undefined : { clientId };
  }

  async explain(why: string): Promise<boolean> {
    return (await window.showInformationMessage(why, { modal: true }, goOn)) === goOn;
  }

  async openBrowser(url: string): Promise<boolean> {
    return env.openExternal(Uri.parse(url, true));
  }

  async offerAddress(url: string): Promise<boolean> {
    const choice = await window.showWarningMessage(
      l10n.t(
        'No browser opened for the sign-in. Copy its address, open it in any browser, and paste the address where it ends.',
      ),
      copyAddress,
    );
    if (choice !== copyAddress) return false;
    await env.clipboard.writeText(url);
    return true;
  }

  async wait<T>(task: (waiting: Waiting) => Promise<T>): Promise<T> {
    const listeners = new Set<() => void>();
    const pasting = commands.registerCommand(pasteAddressCommand, () => {
      for (const listener of listeners) listener();
    });
    try {
      return await window.withProgress(
        {
          location: ProgressLocation.Notification,
          title: waitingTitle,
          cancellable: true,
        },
        (_progress, token) => {
          const cancel = new AbortController();
          token.onCancellationRequested(() => {
            cancel.abort();
          });
          const onPasteWanted = (listener: () => void): Disposable => {
            listeners.add(listener);
            return { dispose: () => void listeners.delete(listener) };
          };
          return task({ cancelled: cancel.signal, onPasteWanted });
        },
      );
    } finally {
      pasting.dispose();
    }
  }

  askAddress(take: (text: string) => Promise<string | undefined>, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    const box = window.createInputBox();
    box.title = title;
    box.placeholder = 'http://127.0.0.1/callback?code=…';
    box.prompt = l10n.t(
      'If the browser ends at a page that does not open, copy the address of that page and paste it here.',
    );
    box.ignoreFocusOut = true; // the user goes to the browser to copy
    const accept = async (): Promise<void> => {
      box.busy = true;
      box.enabled = false;
      const problem = await take(box.value);
      if (problem === undefined) {
        box.hide();
        return;
      }
      box.validationMessage = problem;
      box.busy = false;
      box.enabled = true;
    };
    return new Promise((resolve, reject) => {
      const hide = (): void => {
        box.hide();
      };
      signal.addEventListener('abort', hide, { once: true });
      box.onDidChangeValue(() => {
        box.validationMessage = undefined;
      });
      box.onDidAccept(() => {
        accept().catch(reject);
      });
      box.onDidHide(() => {
        signal.removeEventListener('abort', hide);
        resolve();
        box.dispose();
      });
      box.show();
    });
  }
}
