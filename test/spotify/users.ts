import type { SeededRandom } from '../fixtures/seededRandom.ts';
import type { SimCatalogue, SimPlayable } from './catalogue.ts';
import { Library } from './library.ts';
import { SimulatedPlayer } from './player.ts';
import type { NewPlaylist, PlaylistPerson, PlaylistStore, SimPlaylist } from './playlists.ts';
import { RecentlyPlayed } from './recentlyPlayed.ts';
import type { SimulatorClock } from './simulatorClock.ts';

/** The playlists that a user sees in the sidebar: own ones and followed ones. */
export interface UserPlaylists {
  /** Newest first. */
  list(): readonly SimPlaylist[];
  byName(name: string): SimPlaylist | undefined;
  create(given: Omit<NewPlaylist, 'owner'>): SimPlaylist;
}

export interface SimulatedUser extends PlaylistPerson {
  /** The stable id that never changes, unlike `id`. */
  readonly accountId: string;
  premium: boolean;
  onUserList: boolean;
  readonly library: Library;
  readonly playlists: UserPlaylists;
  readonly player: SimulatedPlayer;
  readonly recentlyPlayed: RecentlyPlayed;
}

export interface NewUser {
  readonly id: string;
  readonly displayName?: string;
  readonly premium?: boolean;
  readonly onUserList?: boolean;
}

export interface UserWorld {
  readonly clock: SimulatorClock;
  readonly random: SeededRandom;
  readonly catalogue: SimCatalogue;
  readonly playlists: PlaylistStore;
}

/** A user without any past; see {@link giveAPast}. */
export function createUser(world: UserWorld, given: NewUser): SimulatedUser {
  const { clock, random, catalogue, playlists } = world;
  const library = new Library();
  const recentlyPlayed = new RecentlyPlayed();
  const owner = { id: given.id, displayName: given.displayName ?? given.id };
  const list = (): readonly SimPlaylist[] =>
    library.list('playlist').flatMap(({ uri }) => playlists.byUri(uri) ?? []);
  return {
    ...owner,
    accountId: random.id(),
    premium: given.premium ?? true,
    onUserList: given.onUserList ?? true,
    library,
    recentlyPlayed,
    playlists: {
      list,
      byName: (name) => list().find((playlist) => playlist.name === name),
      create: (wanted) => {
        const playlist = playlists.create({ ...wanted, owner }, clock.now());
        library.save(playlist.uri, clock.now());
        return playlist;
      },
    },
    player: new SimulatedPlayer({
      clock,
      random,
      recentlyPlayed,
      playable: (uri) => catalogue.playable(uri),
      contextItems: (uri) => contextItems(catalogue, playlists, uri),
    }),
  };
}

/** What a context plays in turn; `undefined` if there is no such context. */
export function contextItems(
  catalogue: SimCatalogue,
  playlists: PlaylistStore,
  uri: string,
): readonly SimPlayable[] | undefined {
  const playlist = playlists.byUri(uri);
  if (playlist !== undefined) {
    return playlist.entries.flatMap((entry) => catalogue.playable(entry.uri ?? '') ?? []);
  }
  const item = catalogue.byUri(uri);
  switch (item?.kind) {
    case 'album':
      return item.tracks;
    case 'artist':
      return catalogue.tracks.filter((track) => track.artists.includes(item));
    case 'show':
      return item.episodes;
    default:
      return undefined;
  }
}
