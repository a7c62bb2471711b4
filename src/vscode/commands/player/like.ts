import { l10n } from 'vscode';
import { InputError } from '../../../core/errors.ts';
import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import { commands } from '../../../protocol/ids.ts';
import type { Player } from './player.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';

/** Saves what plays to the library. */
export const like = playerCommand(commands.like, (player) => setLiked(player, true));

/** Removes what plays from the library. */
export const unlike = playerCommand(commands.unlike, (player) => setLiked(player, false));

async function setLiked(player: Player, liked: boolean): Promise<void> {
  const { uri, name } = await player.currentItem();
  if (uri.startsWith('spotify:local:'))
    throw new InputError(l10n.t('A local file cannot be liked: Spotify does not know it.'), {
      hint: l10n.t('Search for the same track on Spotify and like that one.'),
    });
  await player.setSaved(uri, liked);
  const title = labelText(name, 40);
  sayBriefly(
    liked
      ? `$(heart-filled) ${l10n.t('Added to your library: {title}', { title })}`
      : `$(heart) ${l10n.t('Removed from your library: {title}', { title })}`,
  );
}
