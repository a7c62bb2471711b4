import { closed, type ParityGroup } from './parityRow.ts';

/** Episodes and shows of the 75 reference tools. */
export const referencePodcasts: readonly ParityGroup[] = [
  {
    title: 'Episodes',
    rows: [
      {
        capability: 'One episode',
        reference: ['get_episode'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:episode:…'] } }],
        note: 'with where the user left it',
      },
      {
        capability: 'Several episodes with one request',
        reference: ['get_several_episodes'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_get_items', args: { items: ['spotify:episode:…', 'spotify:episode:…'] } }],
          instead: 'one call, a request for each episode',
          extended: [{ tool: 'spotify_get_several_items', args: { uris: ['spotify:episode:…'] } }],
        },
      },
      {
        capability: 'List saved episodes',
        reference: ['get_saved_episodes'],
        does: [{ tool: 'spotify_list_library', args: { kind: 'episodes' } }],
      },
      {
        capability: 'Save episodes',
        reference: ['save_episodes'],
        does: [{ tool: 'spotify_save_to_library', args: { uris: ['spotify:episode:…'] } }],
      },
      {
        capability: 'Remove saved episodes',
        reference: ['remove_saved_episodes'],
        does: [{ tool: 'spotify_remove_from_library', args: { uris: ['spotify:episode:…'] } }],
      },
      {
        capability: 'Check saved episodes',
        reference: ['check_saved_episodes'],
        does: [{ tool: 'spotify_check_library', args: { uris: ['spotify:episode:…'] } }],
      },
    ],
  },
  {
    title: 'Shows',
    rows: [
      {
        capability: 'One show',
        reference: ['get_show'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:show:…'] } }],
      },
      {
        capability: 'Several shows with one request',
        reference: ['get_several_shows'],
        gone: {
          since: closed.in2026,
          ways: [{ tool: 'spotify_get_items', args: { items: ['spotify:show:…', 'spotify:show:…'] } }],
          instead: 'one call, a request for each show',
          extended: [{ tool: 'spotify_get_several_items', args: { uris: ['spotify:show:…'] } }],
        },
      },
      {
        capability: 'Episodes of a show',
        reference: ['get_show_episodes'],
        does: [{ tool: 'spotify_get_items', args: { items: ['spotify:show:…'], include: ['episodes'] } }],
      },
      {
        capability: 'List saved shows',
        reference: ['get_saved_shows'],
        does: [{ tool: 'spotify_list_library', args: { kind: 'shows' } }],
      },
      {
        capability: 'Save shows',
        reference: ['save_shows'],
        does: [{ tool: 'spotify_save_to_library', args: { uris: ['spotify:show:…'] } }],
      },
      {
        capability: 'Remove saved shows',
        reference: ['remove_saved_shows'],
        does: [{ tool: 'spotify_remove_from_library', args: { uris: ['spotify:show:…'] } }],
      },
      {
        capability: 'Check saved shows',
        reference: ['check_saved_shows'],
        does: [{ tool: 'spotify_check_library', args: { uris: ['spotify:show:…'] } }],
      },
    ],
  },
];
