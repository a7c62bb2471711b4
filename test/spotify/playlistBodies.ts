import { episodeBody, imagesOf, trackBody } from './itemBodies.ts';
import type { Body, Links, ResumePoint } from './itemBodies.ts';
import { pageAt } from './paging.ts';
import type { LocalFile, PlaylistEntry, SimPlaylist } from './playlists.ts';
import type { World } from './routes/route.ts';

// As many as the operation for the items gives at most.
const innerPage = 50;

type Shown = Pick<World, 'links' | 'catalogue'>;

/** A playlist as lists show it: its items are only counted. */
export function simplePlaylist(playlist: SimPlaylist, { links }: Pick<World, 'links'>): Body {
  const href = `${links.api}/playlists/${playlist.id}`;
  return {
    collaborative: playlist.collaborative,
    description: playlist.description,
    external_urls: { spotify: `https://open.spotify.com/playlist/${playlist.id}` },
    href,
    id: playlist.id,
    images: playlistImages(playlist, links),
    items: { href: `${href}/items`, total: playlist.entries.length },
    name: playlist.name,
    owner: { ...person(playlist.owner.id, links), display_name: playlist.owner.displayName },
    public: playlist.public,
    snapshot_id: playlist.snapshotId,
    type: 'playlist',
    uri: playlist.uri,
  };
}

/** A whole playlist; the items are absent for whoever may not read them. */
export function playlistBody(
  playlist: SimPlaylist,
  world: Shown,
  userId: string | undefined,
  resumePoint: ResumePoint,
): Body {
  const { items: _, ...rest } = simplePlaylist(playlist, world);
  const body = { ...rest, followers: { href: null, total: playlist.collaborators.size } };
  if (!playlist.mayRead(userId)) return body;
  const href = new URL(`${world.links.api}/playlists/${playlist.id}/items`);
  const render = (entry: PlaylistEntry): Body => entryBody(entry, world, resumePoint);
  return { ...body, items: pageAt(playlist.entries, href, { limit: innerPage, offset: 0 }, render) };
}

export function entryBody(entry: PlaylistEntry, { links, catalogue }: Shown, resumePoint: ResumePoint): Body {
  return {
    added_at: entry.addedAt === undefined ? null : isoSeconds(entry.addedAt),
    added_by: entry.addedBy === undefined ? null : person(entry.addedBy, links),
    is_local: entry.local !== undefined,
    item: entry.local === undefined ? playableBody() : localTrack(entry.uri ?? '', entry.local),
  };

  function playableBody(): Body | null {
    const item = catalogue.playable(entry.uri ?? '');
    if (item === undefined) return null;
    return item.kind === 'track' ? trackBody(item, links) : episodeBody(item, links, resumePoint);
  }
}

/** Made of several covers as long as the owner gave none; none at all for an empty playlist. */
export function playlistImages(playlist: SimPlaylist, links: Links): readonly Body[] {
  if (playlist.image !== undefined) {
    return [{ url: `${links.images}/${playlist.id}/own`, height: null, width: null }];
  }
  return playlist.entries.length === 0 ? [] : imagesOf(playlist.id, links);
}

function person(id: string, links: Links): Body {
  const name = encodeURIComponent(id);
  return {
    external_urls: { spotify: `https://open.spotify.com/user/${name}` },
    href: `${links.api}/users/${name}`,
    id,
    type: 'user',
    uri: `spotify:user:${id}`,
  };
}

/** What Spotify makes of a local file: no ids, no links, the names as the file has them. */
function localTrack(uri: string, file: LocalFile): Body {
  const nameless = { external_urls: {}, href: null, id: null, uri: null };
  return {
    album: {
      ...nameless,
      album_type: null,
      artists: [],
      images: [],
      name: file.album,
      release_date: null,
      release_date_precision: null,
      type: 'album',
    },
    artists: [{ ...nameless, name: file.artist, type: 'artist' }],
    disc_number: 0,
    duration_ms: file.durationMs,
    explicit: false,
    external_ids: {},
    external_urls: {},
    href: null,
    id: null,
    is_local: true,
    name: file.title,
    track_number: 0,
    type: 'track',
    uri,
  };
}

/** Times of additions are told to the second. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
