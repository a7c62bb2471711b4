import { window, type QuickPickItem } from 'vscode';
import { InputError } from '../../../core/errors.ts';
import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import type { Api } from '../../../protocol/api.ts';
import { commands } from '../../../protocol/ids.ts';
import type { Item } from '../../../protocol/spotify/items.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';

const addAgain = 'Add Again';

interface PlaylistLine extends QuickPickItem {
  readonly id: string;
  readonly name: string;
}

/** Adds what plays to a playlist that the user picks; a second time only if the user wants it. */
export const addToPlaylist = playerCommand(commands.addToPlaylist, async (player) => {
  const item = await player.currentItem();
  const api = await player.api();
  const playlist = await window.showQuickPick(playlistLines(api), {
    title: `Add "${labelText(item.name, 40)}" to a Playlist`,
    placeHolder: 'One of your playlists',
    matchOnDescription: true,
  });
  if (playlist === undefined) return;
  const added = await add(api, playlist.id, item, false);
  if (!added && !(await confirmed(item, playlist.name))) return;
  if (!added) await add(api, playlist.id, item, true);
  sayBriefly(`Added to ${labelText(playlist.name, 40)}: ${labelText(item.name, 40)}`);
});

async function playlistLines(api: Pick<Api, 'call'>): Promise<PlaylistLine[]> {
  const { playlists } = await api.call('spotify.ownPlaylists', {});
  if (playlists.length === 0)
    throw new InputError('There is no playlist of yours to add to.', {
      hint: 'Create one in Spotify, then try again.',
    });
  return playlists.map(({ id, name, items }) => ({
    id,
    name,
    label: `$(list-unordered) ${labelText(name, 80) || 'Untitled playlist'}`,
    ...(items === undefined ? {} : { description: items === 1 ? '1 item' : `${items} items` }),
  }));
}

async function add(api: Pick<Api, 'call'>, id: string, { uri }: Item, again: boolean): Promise<boolean> {
  const wish = { playlist_id: id, uris: [uri], allow_duplicates: again };
  return (await api.call('spotify.addToPlaylist', wish)).added;
}

async function confirmed({ name }: Item, playlist: string): Promise<boolean> {
  const words = `"${labelText(name, 60)}" is already in "${labelText(playlist, 60)}".`;
  return (await window.showInformationMessage(words, addAgain)) === addAgain;
}
