import type { Api } from '../../../protocol/api.ts';
import type { ItemType } from '../../../protocol/spotify/items.ts';
import { AppError } from '../../errors.ts';
import { fold } from '../../analytics/folding.ts';
import type { Suggest } from '../prompts/definePrompt.ts';

/** Something with a name and an address, where it is known. */
interface Named {
  readonly name: string;
  readonly uri?: string | undefined;
}

/** How far back and how deep is looked. */
const past = { days: 3650, limit: 100 } as const;
const listed = 50;

/** Where things of a kind are known from without a search: the own history, the playlists, the library. */
const known: Readonly<Partial<Record<ItemType, (api: Api) => Promise<readonly Named[]>>>> = {
  track: async (api) => (await api.call('history.topTracks', past)).top_tracks,
  album: async (api) => (await api.call('spotify.listLibrary', { kind: 'albums', limit: listed })).items,
  artist: async (api) => (await api.call('history.topArtists', past)).top_artists,
  playlist: async (api) => (await api.call('spotify.listPlaylists', { limit: listed })).playlists,
  show: async (api) => (await api.call('spotify.listLibrary', { kind: 'shows', limit: listed })).items,
  episode: async (api) => (await api.call('spotify.listLibrary', { kind: 'episodes', limit: listed })).items,
};

/** Ids of known things whose id or name begins like, or whose name contains, what was typed. */
export function idsOf(type: ItemType): Suggest {
  return async ({ api, typed }) => {
    try {
      const wanted = fold(typed);
      const things = (await known[type]?.(api)) ?? [];
      return things.flatMap(({ name, uri }) => {
        const id = uri?.split(':').at(-1);
        if (id === undefined) return [];
        return id.startsWith(typed) || fold(name).includes(wanted) ? [id] : [];
      });
    } catch (error) {
      // Suggestions are a comfort: whoever is signed out or has no history simply gets none.
      if (AppError.is(error)) return [];
      throw error;
    }
  };
}
