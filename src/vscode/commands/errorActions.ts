import type { ErrorFacts } from '../../core/errorFacts.ts';
import { errorCodes } from '../../core/errors.ts';
import { commands } from '../../protocol/ids.ts';
import type { Localizer } from '../localizer.ts';

/** A button beside an error: what it says, and the id of the command that it runs. */
export interface ErrorAction {
  readonly label: string;
  readonly command: string;
}

type Labelled = (l10n: Localizer) => ErrorAction;
const signIn: Labelled = (l10n) => ({ label: l10n.t('Sign In'), command: commands.signIn.id });
const signInAgain: Labelled = (l10n) => ({ label: l10n.t('Sign In Again'), command: commands.signIn.id });
const setClientId: Labelled = (l10n) => ({
  label: l10n.t('Set Client ID'),
  command: commands.setClientId.id,
});
const switchAccount: Labelled = (l10n) => ({
  label: l10n.t('Switch Account'),
  command: commands.switchAccount.id,
});
const chooseDevice: Labelled = (l10n) => ({
  label: l10n.t('Choose Device'),
  command: commands.chooseDevice.id,
});

/** The command that takes the user past an error; `undefined` where none does. */
export function errorAction(
  facts: Pick<ErrorFacts, 'code' | 'reason'>,
  l10n: Localizer,
): ErrorAction | undefined {
  return actionFor(facts)?.(l10n);
}

function actionFor({ code, reason }: Pick<ErrorFacts, 'code' | 'reason'>): Labelled | undefined {
  switch (code) {
    case errorCodes.auth:
      return authAction(reason);
    case errorCodes.forbidden:
      return reason === 'missingScope' ? signInAgain : undefined;
    case errorCodes.noActiveDevice:
      return chooseDevice;
    default:
      return undefined;
  }
}

function authAction(reason: string | undefined): Labelled | undefined {
  switch (reason) {
    case 'signedOut':
    case 'needsUser':
      return signIn;
    case 'expired':
    case 'revoked':
    case 'missingScope':
    case 'denied':
    case 'stateMismatch':
    case 'badCode':
    case 'timedOut':
      return signInAgain;
    case 'noClientId':
    case 'badClient':
      return setClientId;
    case 'unknownAccount':
      return switchAccount;
    default:
      return undefined;
  }
}
