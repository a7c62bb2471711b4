import type * as z from 'zod';
import type { closedFamily } from '../../../src/protocol/spotify/accounts.ts';
import { t } from '../../l10n.ts';

/** What Spotify does not answer now, and until when. */
export function limitWords({ family, reason }: z.output<typeof closedFamily>, time: string): string {
  const what = familyName(family);
  return reason === 'quota'
    ? t('{what}: the quota is used up until {time}. Nothing is asked before then.', { what, time })
    : t('{what}: Spotify asks to wait until {time}.', { what, time });
}

/** What a family of Spotify’s endpoints is called. */
export function familyName(family: string): string {
  switch (family) {
    case 'player':
      return t('Player');
    case 'recentlyPlayed':
      return t('Recent plays');
    case 'search':
      return t('Search');
    case 'tracks':
      return t('Tracks');
    case 'albums':
      return t('Albums');
    case 'artists':
      return t('Artists');
    case 'shows':
      return t('Shows');
    case 'episodes':
      return t('Episodes');
    case 'audiobooks':
      return t('Audiobooks');
    case 'chapters':
      return t('Chapters');
    case 'profile':
      return t('Profile and top items');
    case 'library':
      return t('Library');
    case 'playlists':
      return t('Playlists');
    case 'recommendations':
      return t('Recommendations');
    case 'audioFeatures':
      return t('Audio features');
    case 'browse':
      return t('New releases and categories');
    case 'markets':
      return t('Markets');
    case 'users':
      return t('Other users');
    default:
      return family;
  }
}
