import * as z from 'zod';
import { integer, optional } from '../../schemas/tolerant.ts';
import { externalUrls } from '../../schemas/links.ts';
import { page } from '../../schemas/page.ts';
import { playlist } from '../../schemas/playlist.ts';
import type { PageParams } from '../../operations/commonParams.ts';
import { defineExtended } from './extendedOperation.ts';

/** Somebody else, as everybody can see them. */
export const publicUser = z.object({
  id: z.string(),
  uri: optional(z.string()),
  display_name: optional(z.string()),
  external_urls: optional(externalUrls),
  followers: optional(z.object({ total: optional(integer) })),
});
export type PublicUser = z.output<typeof publicUser>;

/** One user. */
export interface UserParams {
  readonly id: string;
}

/** The public profile of a user. */
export const getUserProfile = defineExtended({
  id: 'get-users-profile',
  method: 'GET',
  path: '/users/{user_id}',
  family: 'users',
  scopes: [],
  cache: 'profile',
  instead: 'Only the own profile can be read: call spotify_get_profile.',
  request: ({ id }: UserParams) => ({ path: { user_id: id } }),
  response: publicUser,
});

/** The public playlists of a user. */
export const getUserPlaylists = defineExtended({
  id: 'get-list-users-playlists',
  method: 'GET',
  path: '/users/{user_id}/playlists',
  family: 'users',
  scopes: ['playlist-read-private', 'playlist-read-collaborative'],
  cache: 'playlist',
  instead: 'Only the own and followed playlists can be listed: call spotify_list_playlists.',
  request: ({ id, limit, offset }: UserParams & PageParams) => ({
    path: { user_id: id },
    query: { limit, offset },
  }),
  response: page(playlist),
});
