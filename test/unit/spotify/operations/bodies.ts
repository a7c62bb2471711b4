/** Made answers in Spotify's present spelling, without any field that newer apps no longer get. */
export type Body = Readonly<Record<string, unknown>>;

function thing(kind: string, id: string, name: string): Body {
  return {
    type: kind,
    id,
    uri: `spotify:${kind}:${id}`,
    name,
    href: `https://api.spotify.com/v1/${kind}s/${id}`,
    external_urls: { spotify: `https://open.spotify.com/${kind}/${id}` },
  };
}

const images = [{ url: 'https://i.example/640', height: 640, width: 640 }];

export const artistRef = thing('artist', 'artist1', 'Ada Fell');
export const artist: Body = { ...artistRef, images };

export const simpleAlbum: Body = {
  ...thing('album', 'album1', 'Low Tide'),
  album_type: 'album',
  artists: [artistRef],
  images,
  release_date: '1999-04',
  release_date_precision: 'month',
  total_tracks: 9,
};
export const simpleTrack: Body = {
  ...thing('track', 'track1', 'Salt'),
  artists: [artistRef],
  disc_number: 1,
  track_number: 3,
  duration_ms: 201_000,
  explicit: true,
  is_local: false,
};
export const track: Body = { ...simpleTrack, album: simpleAlbum, external_ids: { isrc: 'SEXXX9900001' } };
export const album: Body = {
  ...simpleAlbum,
  tracks: pageOf([simpleTrack]),
  copyrights: [{ text: '1999 Fell', type: 'C' }],
  external_ids: { upc: '000000000000' },
};

export const simpleShow: Body = {
  ...thing('show', 'show1', 'Harbour Talk'),
  description: 'About boats',
  html_description: '<p>About boats</p>',
  explicit: false,
  images,
  is_externally_hosted: null,
  languages: ['en'],
  media_type: 'audio',
  total_episodes: 12,
  copyrights: [],
};
export const simpleEpisode: Body = {
  ...thing('episode', 'episode1', 'Ropes'),
  description: 'Knots',
  duration_ms: 1_800_000,
  explicit: false,
  images,
  is_playable: true,
  languages: ['en'],
  release_date: '2024-05-06',
  release_date_precision: 'day',
};
export const episode: Body = {
  ...simpleEpisode,
  show: simpleShow,
  resume_point: { fully_played: false, resume_position_ms: 60_000 },
};
export const show: Body = { ...simpleShow, episodes: pageOf([simpleEpisode]) };

export const simpleAudiobook: Body = {
  ...thing('audiobook', 'book1', 'The Long Pier'),
  authors: [{ name: 'Ida Wren' }],
  narrators: [{ name: 'Sam Oak' }],
  description: 'A pier',
  edition: 'Unabridged',
  explicit: false,
  images,
  languages: ['en'],
  total_chapters: 2,
};
export const simpleChapter: Body = {
  ...thing('chapter', 'chapter1', 'One'),
  chapter_number: 1,
  duration_ms: 600_000,
  explicit: false,
  images,
  is_playable: true,
  languages: ['en'],
  release_date: '2020',
  release_date_precision: 'year',
};
export const audiobook: Body = { ...simpleAudiobook, chapters: pageOf([simpleChapter]) };
export const chapter: Body = { ...simpleChapter, audiobook: simpleAudiobook };

export const localTrack: Body = {
  type: 'track',
  id: null,
  uri: 'spotify:local:Ada+Fell::Demo:61',
  name: 'Demo',
  href: null,
  external_urls: {},
  artists: [{ type: 'artist', id: null, uri: null, name: '', href: null, external_urls: {} }],
  album: {
    type: 'album',
    album_type: null,
    id: null,
    uri: null,
    name: '',
    artists: [],
    images: [],
    release_date: null,
    release_date_precision: null,
  },
  duration_ms: 61_000,
  explicit: false,
  is_local: true,
};

export const simplePlaylist: Body = {
  ...thing('playlist', 'list1', 'Evening'),
  collaborative: false,
  description: '',
  images: null,
  owner: { ...thing('user', 'someone', ''), display_name: null },
  public: false,
  snapshot_id: 's1',
  items: { href: 'https://api.spotify.com/v1/playlists/list1/items', total: 3 },
};
export const entries: readonly unknown[] = [
  { added_at: '2024-01-02T03:04:05Z', added_by: { id: 'someone' }, is_local: false, item: track },
  { added_at: null, added_by: null, is_local: false, item: null },
  { added_at: '2024-01-02T03:04:05Z', added_by: { id: 'someone' }, is_local: true, item: localTrack },
  { added_at: '2024-01-02T03:04:05Z', added_by: { id: 'someone' }, is_local: false, item: episode },
];
export const playlist: Body = { ...simplePlaylist, items: pageOf(entries, 100) };

export const device: Body = {
  id: 'device1',
  name: 'Kitchen',
  type: 'Speaker',
  is_active: true,
  is_private_session: false,
  is_restricted: false,
  volume_percent: 40,
  supports_volume: true,
};
export const playContext: Body = {
  type: 'playlist',
  uri: 'spotify:playlist:list1',
  href: 'https://api.spotify.com/v1/playlists/list1',
  external_urls: { spotify: 'https://open.spotify.com/playlist/list1' },
};
export const playbackState: Body = {
  device,
  repeat_state: 'off',
  shuffle_state: true,
  smart_shuffle: false,
  context: playContext,
  timestamp: 1_767_000_000_000,
  progress_ms: 12_000,
  is_playing: true,
  item: track,
  currently_playing_type: 'track',
  actions: { disallows: { resuming: true, skipping_prev: false } },
};
export const queue: Body = { currently_playing: track, queue: [episode, track] };
export const recentPlays: Body = {
  ...cursorPageOf([{ track, played_at: '2026-01-02T03:04:05.678Z', context: playContext }]),
};
export const profile: Body = {
  ...thing('user', 'someone', ''),
  account_id: 'acc1',
  display_name: 'Some One',
  images,
};

export function pageOf(items: readonly unknown[], offset = 0): Body {
  return {
    href: 'https://api.spotify.com/v1/x',
    items,
    limit: 20,
    next: null,
    offset,
    previous: null,
    total: 300,
  };
}

export function cursorPageOf(items: readonly unknown[]): Body {
  return {
    href: 'https://api.spotify.com/v1/x',
    items,
    limit: 20,
    next: null,
    cursors: { after: '9', before: '1' },
  };
}
