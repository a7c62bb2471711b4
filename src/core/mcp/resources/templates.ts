import type { ItemType } from '../../../protocol/spotify/items.ts';
import { minute, type ResourceTemplate } from './defineResource.ts';
import { idsOf } from './suggestIds.ts';

/** One kind of the catalogue, read by its id. */
function template(type: ItemType, title: string, description: string): ResourceTemplate {
  return {
    ...{ title, description, name: type, template: `spotify://${type}/{id}`, ttlMs: 60 * minute },
    suggest: idsOf(type),
    read: ({ api, signal }, id) =>
      api.call('spotify.getItems', { items: [`spotify:${type}:${id}`] }, { signal }),
  };
}

/** Everything at an address with an id, in the order in which clients see it. */
export const templates: readonly ResourceTemplate[] = [
  template('track', 'Track', 'A track by its id.'),
  template('album', 'Album', 'An album by its id.'),
  template('artist', 'Artist', 'An artist by its id.'),
  {
    ...template(
      'playlist',
      'Playlist',
      'A playlist by its id, with its first items where Spotify shows them.',
    ),
    ttlMs: 3 * minute,
    read: ({ api, signal }, id) =>
      api.call('spotify.getPlaylist', { playlist: `spotify:playlist:${id}` }, { signal }),
  },
  template('show', 'Show', 'A podcast by its id.'),
  template('episode', 'Episode', 'An episode of a podcast by its id.'),
];
