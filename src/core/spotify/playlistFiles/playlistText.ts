import type { ExportFormat } from '../../../protocol/spotify/playlistFile.ts';
import type { Playlist } from '../schemas/playlist.ts';
import { upstreamText } from '../upstreamText.ts';
import { csvLine } from './csvText.ts';
import type { PlaylistRow } from './playlistRow.ts';

/** What a file is written of. */
export interface PlaylistContent {
  readonly playlist: Playlist;
  readonly rows: readonly PlaylistRow[];
  /** ISO instant. */
  readonly exportedAt: string;
}

/** `format` of JSON files that Backbeat writes. */
export const jsonFormatName = 'backbeat-playlist';

const longestText = 1_000;

/** The text of a file of each format. */
export const playlistText: Readonly<Record<ExportFormat, (content: PlaylistContent) => string>> = {
  csv: ({ rows }) => [csvLine(columns), ...rows.map(csvRow), ''].join('\r\n'),
  m3u8: ({ playlist, rows }) =>
    ['#EXTM3U', `#PLAYLIST:${upstreamText(playlist.name)}`, ...rows.flatMap(m3uEntry), ''].join('\n'),
  json: (content) => `${JSON.stringify(jsonContent(content), undefined, 1)}\n`,
};

const columns = [
  ...['name', 'artists', 'album', 'duration_ms', 'added_at', 'uri', 'isrc'],
  ...['released', 'explicit', 'type', 'url'],
] as const;

/** Names of artists may hold a comma, hardly ever a semicolon. */
const betweenArtists = '; ';

function csvRow(row: PlaylistRow): string {
  return csvLine(
    columns.map((column) => {
      const value = row[column];
      return typeof value === 'object' ? value.join(betweenArtists) : String(value ?? '');
    }),
  );
}

function m3uEntry({ name, artists, duration_ms, url, uri }: PlaylistRow): readonly string[] {
  const seconds = duration_ms === undefined ? -1 : Math.round(duration_ms / 1000);
  const title = [artists.join(', '), name].filter((part) => part !== '').join(' - ');
  return [`#EXTINF:${seconds},${title}`, url ?? uri];
}

function jsonContent({ playlist, rows, exportedAt }: PlaylistContent): object {
  const { name, description, owner, uri, public: isPublic, collaborative, snapshot_id } = playlist;
  return {
    format: jsonFormatName,
    version: 1,
    exported_at: exportedAt,
    playlist: {
      name: upstreamText(name),
      ...(description !== undefined && { description: upstreamText(description, longestText) }),
      ...(owner?.display_name !== undefined && { owner: upstreamText(owner.display_name) }),
      uri,
      url: `https://open.spotify.com/playlist/${playlist.id}`,
      ...(isPublic !== undefined && { public: isPublic }),
      ...(collaborative !== undefined && { collaborative }),
      ...(snapshot_id !== undefined && { snapshot_id: upstreamText(snapshot_id) }),
    },
    items: rows,
  };
}
