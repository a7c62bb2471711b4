import { commands, env, l10n, ThemeIcon, Uri, window, type InputBox, type QuickInputButton } from 'vscode';
import type { AppRegistration } from '../../core/spotify/credentials.ts';
import { extensionId, walkthroughId } from '../../protocol/ids.ts';
import { readClientId, readClientSecret } from './clientId.ts';

export const dashboardUrl = 'https://developer.spotify.com/dashboard';

const copyUri: QuickInputButton = {
  iconPath: new ThemeIcon('copy'),
  tooltip: l10n.t('Copy the redirect URI'),
};
const dashboard: QuickInputButton = {
  iconPath: new ThemeIcon('link-external'),
  tooltip: l10n.t("Open Spotify's developer dashboard"),
};
const guide: QuickInputButton = {
  iconPath: new ThemeIcon('question'),
  tooltip: l10n.t('Show how to get a Client ID'),
};

const title = l10n.t('Spotify Client ID');

/** Opens 'Get started with Backbeat'. */
export async function openWalkthrough(): Promise<void> {
  await commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${walkthroughId}`, false);
}

/**
 * Asks for the Client ID, checked while it is typed; it is Spotify that knows whether there is such an app.
 * @param redirectUri what the user registers for it
 */
export async function askClientId(
  redirectUri: string,
  current: string | undefined,
): Promise<string | undefined> {
  const box = window.createInputBox();
  box.title = title;
  box.value = current ?? '';
  box.placeholder = l10n.t('32 characters');
  box.prompt = l10n.t(
    "From your app in Spotify's developer dashboard, where the redirect URI {redirectUri} must be registered.",
    { redirectUri },
  );
  box.buttons = [guide, dashboard, copyUri];
  box.onDidTriggerButton((button) => {
    if (button === copyUri) void env.clipboard.writeText(redirectUri);
    else if (button === dashboard) void env.openExternal(Uri.parse(dashboardUrl));
    else {
      box.hide();
      void openWalkthrough();
    }
  });
  const read = (text: string): string | undefined => {
    const entered = readClientId(text, l10n);
    box.validationMessage = 'problem' in entered ? entered.problem : undefined;
    return 'problem' in entered ? undefined : entered.clientId;
  };
  return answered(box, read);
}

/** Asks for the client secret; Enter without one goes on. `undefined` = the user turned away. */
export async function askClientSecret(clientId: string): Promise<AppRegistration | undefined> {
  const box = window.createInputBox();
  box.title = l10n.t('Spotify Client Secret (optional)');
  box.password = true;
  box.placeholder = l10n.t('Press Enter to go on without one');
  box.prompt = l10n.t('Signing in needs none. With one, searching works before anybody has signed in.');
  return answered(box, (text) => {
    const entered = readClientSecret(text, l10n);
    box.validationMessage = 'problem' in entered ? entered.problem : undefined;
    if ('problem' in entered) return undefined;
    const { clientSecret } = entered;
    return clientSecret === undefined ? { clientId } : { clientId, clientSecret };
  });
}

/** Shows the box until a text is taken or the user turns away; nothing is called wrong before it is entered. */
function answered<T>(box: InputBox, read: (text: string) => T | undefined): Promise<T | undefined> {
  box.ignoreFocusOut = true; // the user goes to the browser to copy
  return new Promise((resolve) => {
    box.onDidChangeValue((text) => {
      if (text.trim() === '') box.validationMessage = undefined;
      else read(text);
    });
    box.onDidAccept(() => {
      const taken = read(box.value);
      if (taken === undefined) return;
      resolve(taken);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}
