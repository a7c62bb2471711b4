import { env, l10n, Uri } from 'vscode';
import { InputError } from '../../../core/errors.ts';
import { commands } from '../../../protocol/ids.ts';
import type { Item } from '../../../protocol/spotify/items.ts';
import { playerCommand, sayBriefly } from './playerCommand.ts';

const page = /^https:\/\/open\.spotify\.com\/[A-Za-z0-9/_-]+$/;
const appUri = /^spotify:[a-z]+:[A-Za-z0-9]+$/;

/** Puts the link to what plays on the clipboard. */
export const copyLink = playerCommand(commands.copyLink, async (player) => {
  await env.clipboard.writeText(pageOf(await player.currentItem()));
  sayBriefly(l10n.t('The link is on the clipboard'));
});

/** Opens what plays in the Spotify app, or on its page where there is no app. */
export const openInSpotify = playerCommand(commands.openInSpotify, async (player) => {
  const item = await player.currentItem();
  const fallback = pageOf(item);
  if (appUri.test(item.uri) && (await env.openExternal(Uri.parse(item.uri)))) return;
  await env.openExternal(Uri.parse(fallback));
});

function pageOf({ url }: Item): string {
  if (page.test(url)) return url;
  throw new InputError(l10n.t('What plays has no page on Spotify.'), {
    hint: l10n.t('Local files have none; try again with the next track.'),
  });
}
