/**
 * The fields of an export's rows that the importer looks at. All others are passed over, the sensitive ones among
 * them.
 */
export const wantedFields = [
  'ts',
  'endTime',
  'ms_played',
  'msPlayed',
  'master_metadata_track_name',
  'master_metadata_album_artist_name',
  'master_metadata_album_album_name',
  'spotify_track_uri',
  'episode_name',
  'episode_show_name',
  'spotify_episode_uri',
  'audiobook_title',
  'audiobook_uri',
  'audiobook_chapter_uri',
  'audiobook_chapter_title',
  'reason_start',
  'reason_end',
  'shuffle',
  'skipped',
  'offline',
  'offline_timestamp',
  'incognito_mode',
  'platform',
  'conn_country',
  'user_agent_decrypted',
  'artistName',
  'trackName',
  'podcastName',
  'episodeName',
  'audiobookName',
  'chapterName',
  'authorName',
] as const;

export type WantedField = (typeof wantedFields)[number];

/**
 * A row of values in the order of {@link wantedFields}. Written out, because objects of one literal share their shape
 * and cost a third of those that are filled name by name.
 */
export function rowOf(values: readonly unknown[]): Readonly<Record<WantedField, unknown>> {
  return {
    ts: values[0],
    endTime: values[1],
    ms_played: values[2],
    msPlayed: values[3],
    master_metadata_track_name: values[4],
    master_metadata_album_artist_name: values[5],
    master_metadata_album_album_name: values[6],
    spotify_track_uri: values[7],
    episode_name: values[8],
    episode_show_name: values[9],
    spotify_episode_uri: values[10],
    audiobook_title: values[11],
    audiobook_uri: values[12],
    audiobook_chapter_uri: values[13],
    audiobook_chapter_title: values[14],
    reason_start: values[15],
    reason_end: values[16],
    shuffle: values[17],
    skipped: values[18],
    offline: values[19],
    offline_timestamp: values[20],
    incognito_mode: values[21],
    platform: values[22],
    conn_country: values[23],
    user_agent_decrypted: values[24],
    artistName: values[25],
    trackName: values[26],
    podcastName: values[27],
    episodeName: values[28],
    audiobookName: values[29],
    chapterName: values[30],
    authorName: values[31],
  };
}
