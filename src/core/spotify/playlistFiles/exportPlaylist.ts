import type { ExportPlaylistParams, ExportPlaylistResult } from '../../../protocol/spotify/playlistFile.ts';
import type { LocalFiles } from '../../ports.ts';
import { readWhole } from '../playlistPower/readWhole.ts';
import { itemCount } from '../playlists/countWords.ts';
import { describePlaylist } from '../playlists/findPlaylist.ts';
import type { Feature } from '../spotifyContext.ts';
import { shorten } from '../upstreamText.ts';
import { exportName } from './exportName.ts';
import { playlistRow } from './playlistRow.ts';
import { playlistText } from './playlistText.ts';

/** Longest text in an answer, in characters as JSON writes them. */
const maxInline = 60_000;
const firstLines = 5;
const longestLine = 300;

/** Spreadsheets take a CSV without this mark for another encoding than UTF-8. */
const byteOrderMark = '\uFEFF';

/** Answers `spotify.exportPlaylist`. */
export function exportPlaylist(files: LocalFiles): Feature<ExportPlaylistParams, ExportPlaylistResult> {
  return async (context, { playlist: argument, format = 'csv', inline = false }) => {
    const { playlist, entries } = await readWhole(context, argument, { fresh: true });
    const rows = entries.flatMap((entry) => playlistRow(entry) ?? []);
    const exportedAt = new Date(context.clock.now()).toISOString();
    const text = playlistText[format]({ playlist, rows, exportedAt });
    const gone = entries.length - rows.length;
    const missing =
      gone === 0 ? [] : [`Left out, because Spotify shows nothing of it any more: ${itemCount(gone)}.`];
    const answer = { playlist: describePlaylist(playlist), format, items: rows.length };
    const fits = JSON.stringify(text).length <= maxInline;
    if (inline && fits) return { ...answer, text, ...noted(missing) };
    const content = format === 'csv' ? byteOrderMark + text : text;
    const path = await files.writeExport(exportName(playlist.name, format), content);
    return {
      ...answer,
      path,
      first_lines: text
        .split(/\r?\n/, firstLines)
        .filter((line) => line !== '')
        .map((line) => shorten(line, longestLine)),
      ...noted(
        inline ? [...missing, 'The text is too long for an answer, so it was written to a file.'] : missing,
      ),
    };
  };
}

function noted(notes: readonly string[]): { note?: string } {
  return notes.length === 0 ? {} : { note: notes.join(' ') };
}
