import type { ErrorFacts } from './errorFacts.ts';
import { errorCodes } from './errors.ts';

/** Where the person sits who reads an error. */
export type Seat = 'editor' | 'terminal';

const signIn = { editor: 'Sign in with "Backbeat: Sign In to Spotify".', terminal: 'Run `backbeat login`.' };
/** What to do where a sign-in has ended. */
export const signInAgain: Readonly<Record<Seat, string>> = {
  editor: 'Sign in again to go on.',
  terminal: 'Run `backbeat login` to sign in again.',
};
const getClientId = {
  editor: "Create an app in Spotify's developer dashboard and set its Client ID.",
  terminal: 'Run `backbeat login`: it says how to get one.',
};

/**
 * The next step for the person in front of it. The hints of the core serve agents as well: some name a tool, an
 * argument or the user as somebody else.
 */
export function hintForPerson({ code, reason, hint }: ErrorFacts, seat: Seat): string | undefined {
  switch (code) {
    case errorCodes.auth:
      return authHint(reason, seat) ?? hint;
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

function authHint(reason: string | undefined, seat: Seat): string | undefined {
  switch (reason) {
    case 'signedOut':
    case 'needsUser':
      return signIn[seat];
    case 'expired':
    case 'revoked':
      return signInAgain[seat];
    case 'noClientId':
      return getClientId[seat];
    default:
      return undefined;
  }
}
