import { errorFacts, type ErrorFacts } from '../core/errorFacts.ts';
import { errorCodes } from '../core/errors.ts';
import { withoutSyntax } from '../core/spotify/statusBar/strangersText.ts';

/** What it takes to put an error into words: the runtime knows those of errors that are not ours. */
interface WordSource {
  readonly runtime: () => Promise<{ readonly toUserMessage: (error: unknown) => string }>;
}

/** One sentence and the next step. A name that it quotes must not become a link of the notification. */
export async function wordsFor({ runtime }: WordSource, error: unknown): Promise<string> {
  const facts = errorFacts(error);
  if (facts !== undefined) {
    const hint = editorHint(facts);
    return withoutSyntax(hint === undefined ? facts.message : `${facts.message} ${hint}`);
  }
  const words = await runtime().then(
    ({ toUserMessage }) => toUserMessage(error),
    () => 'Backbeat could not be loaded. Install it again, or look at its log.',
  );
  return withoutSyntax(words);
}

/**
 * The next step for somebody in front of the editor. The hints of the core serve agents as well: some name a tool,
 * an argument or the user as somebody else.
 */
export function editorHint({ code, reason, hint }: ErrorFacts): string | undefined {
  switch (code) {
    case errorCodes.auth:
      return authHint(reason) ?? hint;
    case errorCodes.noActiveDevice:
      return 'Open Spotify on a computer, phone or speaker, or choose one that is open.';
    case errorCodes.playerRefused:
      return reason === 'DEVICE_NOT_CONTROLLABLE' || reason === 'VOLUME_CONTROL_DISALLOW'
        ? 'Change it on the device itself, or choose another device.'
        : 'Look at the player: it may be done already, or not go with what plays now.';
    case errorCodes.notFound:
      return 'Spotify may have removed it: search for it again.';
    case errorCodes.rateLimited:
      return 'Try again then.';
    case errorCodes.quotaExceeded:
      return 'Nothing is asked before then; your listening history needs no quota.';
    default:
      return hint;
  }
}

function authHint(reason: string | undefined): string | undefined {
  switch (reason) {
    case 'signedOut':
    case 'needsUser':
      return 'Sign in with "Backbeat: Sign In to Spotify".';
    case 'expired':
    case 'revoked':
      return 'Sign in again to go on.';
    case 'noClientId':
      return "Create an app in Spotify's developer dashboard and set its Client ID.";
    default:
      return undefined;
  }
}
