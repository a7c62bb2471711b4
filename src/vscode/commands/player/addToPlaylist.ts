import { l10n, window, type QuickPickItem } from 'vscode';
import { InputError } from '../../../core/errors.ts';
import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import type { Api } from '../../../protocol/api.ts';
import { commands } from '../../../protocol/ids.ts';
import type { Item } from '../../../protocol/spotify/items.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';

const addAgain = l10n.t('Add Again');

interface PlaylistLine extends QuickPickItem {
  readonly id: string;
  readonly name: string;
}

/** Adds what plays to a playlist that the user picks; a second time only if the user wants it. */
export const addToPlaylist = playerCommand(commands.addToPlaylist, async (player) => {
  const item = await player.currentItem();
  const api = await player.api();
  const playlist = await window.showQuickPick(playlistLines(api), {
    title: l10n.t('Add "{title}" to a Playlist', { title: labelText(item.name, 40) }),
    placeHolder: l10n.t('One of your playlists'),
    matchOnDescription: true,
  });
  if (playlist === undefined) return;
  const added = await add(api, playlist.id, item, false);
  if (!added && !(await confirmed(item, playlist.name))) return;
  if (!added) await add(api, playlist.id, item, true);
  sayBriefly(
    l10n.t('Added to {playlist}: {title}', {
      playlist: labelText(playlist.name, 40),
      title: labelText(item.name, 40),
    }),
  );
});

async function playlistLines(api: Pick<Api, 'call'>): Promise<PlaylistLine[]> {
  const { playlists } = await api.call('spotify.ownPlaylists', {});
  if (playlists.length === 0)
    throw new InputError(l10n.t('There is no playlist of yours to add to.'), {
      hint: l10n.t('Create one in Spotify, then try again.'),
    });
  return playlists.map(({ id, name, items }) => ({
    id,
    name,
    label: `$(list-unordered) ${labelText(name, 80) || l10n.t('Untitled playlist')}`,
    ...(items === undefined
      ? {}
      : { description: items === 1 ? l10n.t('1 item') : l10n.t('{count} items', { count: items }) }),
  }));
}

async function add(api: Pick<Api, 'call'>, id: string, { uri }: Item, again: boolean): Promise<boolean> {
  const wish = { playlist_id: id, uris: [uri], allow_duplicates: again };
  return (await api.call('spotify.addToPlaylist', wish)).added;
}

async function confirmed({ name }: Item, playlist: string): Promise<boolean> {
  const words = l10n.t('"{title}" is already in "{playlist}".', {
    title: labelText(name, 60),
    playlist: labelText(playlist, 60),
  });
  return (await window.showInformationMessage(words, addAgain)) === addAgain;
}
