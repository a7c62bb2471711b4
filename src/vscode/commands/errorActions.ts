import type { ErrorFacts } from '../../core/errorFacts.ts';
import { errorCodes } from '../../core/errors.ts';
import { commands } from '../../protocol/ids.ts';

/** A button beside an error: what it says, and the id of the command that it runs. */
export interface ErrorAction {
  readonly label: string;
  readonly command: string;
}

const signIn: ErrorAction = { label: 'Sign In', command: commands.signIn.id };
const signInAgain: ErrorAction = { label: 'Sign In Again', command: commands.signIn.id };
const setClientId: ErrorAction = { label: 'Set Client ID', command: commands.setClientId.id };
const switchAccount: ErrorAction = { label: 'Switch Account', command: commands.switchAccount.id };
const chooseDevice: ErrorAction = { label: 'Choose Device', command: commands.chooseDevice.id };

/** The command that takes the user past an error; `undefined` where none does. */
export function errorAction({ code, reason }: Pick<ErrorFacts, 'code' | 'reason'>): ErrorAction | undefined {
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

function authAction(reason: string | undefined): ErrorAction | undefined {
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
