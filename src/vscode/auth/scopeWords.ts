import type { Scope } from '../../core/spotify/scopes.ts';
import type { Localizer } from '../localizer.ts';

const words: Readonly<Record<Scope, (l10n: Localizer) => string>> = {
  'user-read-playback-state': (l10n) => l10n.t('see what plays and where'),
  'user-modify-playback-state': (l10n) => l10n.t('control the player'),
  'user-read-currently-playing': (l10n) => l10n.t('see the current track and the queue'),
  'user-read-recently-played': (l10n) => l10n.t('see what you played last'),
  'user-top-read': (l10n) => l10n.t('see your top artists and tracks'),
  'user-read-playback-position': (l10n) => l10n.t('see how far you are in shows and episodes'),
  'user-library-read': (l10n) => l10n.t('see what you saved'),
  'user-library-modify': (l10n) => l10n.t('change what you saved'),
  'user-follow-read': (l10n) => l10n.t('see whom you follow'),
  'user-follow-modify': (l10n) => l10n.t('change whom you follow'),
  'playlist-read-private': (l10n) => l10n.t('see your private playlists'),
  'playlist-read-collaborative': (l10n) => l10n.t('see your collaborative playlists'),
  'playlist-modify-public': (l10n) => l10n.t('change your public playlists'),
  'playlist-modify-private': (l10n) => l10n.t('change your private playlists'),
  'ugc-image-upload': (l10n) => l10n.t('set cover images of playlists'),
};

/**
 * What scopes allow, as a list for a sentence; unknown ones by their own name.
 * @param language of the sentence, as VS Code names it
 */
export function scopesInWords(scopes: readonly string[], l10n: Localizer, language: string): string {
  const named = scopes.map((scope) =>
    Object.hasOwn(words, scope) ? words[scope as Scope](l10n) : `"${scope}"`,
  );
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(named);
}
