import { defineOperation } from '../operation.ts';
import { album } from '../schemas/album.ts';
import { artist } from '../schemas/artist.ts';
import { page } from '../schemas/page.ts';
import type { ItemPageParams } from './commonParams.ts';

/** Largest page of an artist's albums (Spotify's OpenAPI file; no changelog tells of it). */
export const maxArtistAlbumsLimit = 10;

/** What an album can be to an artist. */
export type AlbumGroup = 'album' | 'single' | 'appears_on' | 'compilation';

/** An artist; newer apps get neither followers nor popularity. */
export const getArtist = defineOperation({
  id: 'get-an-artist',
  method: 'GET',
  path: '/artists/{id}',
  family: 'artists',
  scopes: [],
  cache: 'metadata',
  request: ({ id }: { readonly id: string }) => ({ path: { id } }),
  response: artist,
});

/** `limit` 1 to {@link maxArtistAlbumsLimit}; Spotify's default is 5. */
export interface ArtistAlbumsParams extends ItemPageParams {
  /** Absent = all. */
  readonly groups?: readonly AlbumGroup[] | undefined;
}

/** What an artist made or appears on, as lists show albums. */
export const getArtistAlbums = defineOperation({
  id: 'get-an-artists-albums',
  method: 'GET',
  path: '/artists/{id}/albums',
  family: 'artists',
  scopes: [],
  cache: 'metadata',
  request: ({ id, groups, market, limit, offset }: ArtistAlbumsParams) => ({
    path: { id },
    query: { include_groups: groups, market, limit, offset },
  }),
  response: page(album),
});
