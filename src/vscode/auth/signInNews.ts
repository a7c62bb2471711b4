import { Disposable, l10n, window } from 'vscode';
import { labelText } from '../../core/spotify/statusBar/strangersText.ts';
import { systemClock } from '../../node/systemClock.ts';
import { newsInWords, type News } from './accountNews.ts';
import type { AuthEditor, LoadedRuntime } from './authRuntime.ts';
import { NewsTeller, type NewsAnswer } from './newsTeller.ts';
import { showProblem } from './showProblem.ts';
import { renew } from './signInAgain.ts';
import { mayNameAccounts, vaultKeys } from './vaultKeys.ts';

const signIn = l10n.t('Sign In Again');
const later = l10n.t('Later');
const never = l10n.t('Do Not Show Again');

/** Says once that a sign-in ends soon or has ended. Loads nothing: it listens once something else has. */
export const signInNews = (editor: AuthEditor): Disposable => {
  const { context, logger } = editor;
  const teller = new NewsTeller({
    state: context.globalState,
    clock: systemClock,
    logger,
    focused: () => window.state.focused,
    show,
    signInAgain: async (account) => {
      try {
        await renew(editor, account);
      } catch (error) {
        await showProblem(editor, 'signing in again failed', error);
      }
    },
  });
  let listening: { dispose(): void } | undefined;
  let warnedOf: string | undefined;
  const listen = async ({ api }: LoadedRuntime): Promise<void> => {
    listening = api.on('accounts.changed', ({ accounts, trouble }) => {
      void teller.hear(accounts);
      if (trouble !== undefined && trouble !== warnedOf) void window.showWarningMessage(trouble);
      warnedOf = trouble;
    });
    if (!mayNameAccounts(await context.secrets.get(vaultKeys.index))) return;
    await teller.hear((await api.call('accounts.list', {})).accounts);
  };
  return Disposable.from(
    editor.onRuntime((runtime) => {
      listen(runtime).catch((error: unknown) => {
        logger.warn('the state of the sign-ins is not known yet', { error });
      });
    }),
    { dispose: () => listening?.dispose() },
    window.onDidChangeWindowState(() => void teller.look()),
  );
};

async function show(news: News): Promise<NewsAnswer> {
  const words = newsInWords(news, labelText(news.account.display_name), l10n);
  const choice = await window.showWarningMessage(words, signIn, later, never);
  if (choice === signIn) return 'signIn';
  return choice === never ? 'never' : 'later';
}
