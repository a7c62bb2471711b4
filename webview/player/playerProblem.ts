import { t } from '../l10n.ts';
import { PanelError } from '../panelErrors.ts';
import { problemWords } from '../shell/problem.ts';

/**
 * What became of a command, and the next step for the person at the player: the hints of the core speak to agents as
 * well, and name tools.
 */
export function playerProblem(error: unknown): readonly [sentence: string, hint: string | undefined] {
  const [sentence, hint] = problemWords(error);
  if (!PanelError.is(error)) return [sentence, hint];
  switch (error.code) {
    case 'NO_ACTIVE_DEVICE':
      return [
        t('No device is playing.'),
        t('Open Spotify on a computer, phone or speaker, or choose one that is open.'),
      ];
    case 'PREMIUM_REQUIRED':
      return [
        t('Spotify lets only Premium accounts control the player.'),
        t('What plays is shown all the same.'),
      ];
    case 'PLAYER_REFUSED':
      return [sentence, refusedHint(error.reason)];
    case 'NOT_FOUND':
      return [sentence, t('Spotify may have removed it: search for it again.')];
    case 'SPOTIFY_UNAVAILABLE':
      return error.reason === 'paused'
        ? [t('Spotify does not answer at the moment.'), t('Try again in a moment.')]
        : [sentence, hint];
    case 'RATE_LIMITED':
      return [sentence, t('Try again then.')];
    case 'QUOTA_EXCEEDED':
      return [sentence, t('Nothing is asked before then; your listening history needs no quota.')];
    case 'HOST_ERROR':
      return [t('Backbeat is starting again.'), t('Try again in a moment.')];
    case 'AUTH_ERROR':
      return [sentence, t('Sign in to Spotify to go on.')];
    default:
      return [sentence, hint];
  }
}

function refusedHint(reason: string | undefined): string {
  return reason === 'DEVICE_NOT_CONTROLLABLE' || reason === 'VOLUME_CONTROL_DISALLOW'
    ? t('Change it on the device itself, or choose another device.')
    : t('Look at the player: it may be done already, or not go with what plays now.');
}
