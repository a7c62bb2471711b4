import type { WantedTrack } from '../../../protocol/collect/enrichRequests.ts';
import { kinds } from '../../../protocol/history/window.ts';
import type { PlayColumns } from '../../analytics/columns.ts';

const music = kinds.indexOf('music');
const trackPrefix = 'spotify:track:';

/**
 * Tracks of which something is missing that Spotify may know, the most listened to first: those without a URI, and
 * those with one whose length or year of release is not known.
 * @param isTried whether Spotify was asked for it before, in vain
 */
export function tracksToEnrich(
  columns: PlayColumns,
  isTried: (wanted: WantedTrack) => boolean,
  limit: number,
): WantedTrack[] {
  const { catalogue } = columns;
  const listens = listensOf(columns);
  const ids = Array.from(listens.keys())
    .filter((id) => listens[id]! > 0 && isIncomplete(columns, id))
    .sort((a, b) => listens[b]! - listens[a]! || a - b);
  const found: WantedTrack[] = [];
  for (const id of ids) {
    if (found.length >= limit) break;
    const uri = catalogue.trackUri[id];
    const wanted: WantedTrack = {
      ...(uri !== undefined && { uri }),
      title: catalogue.trackName[id]!,
      artist: catalogue.artistName[catalogue.trackArtist[id]!]!,
      album: catalogue.albumName[catalogue.trackAlbum[id]!] ?? '',
    };
    if (!isTried(wanted)) found.push(wanted);
  }
  return found;
}

/** Listens of music per track: episodes and chapters without a URI would be taken for songs of that name. */
function listensOf({ length, track, kind, catalogue }: PlayColumns): Int32Array {
  const listens = new Int32Array(catalogue.trackName.length);
  for (let row = 0; row < length; row++) if (kind[row] === music) listens[track[row]!]!++;
  return listens;
}

function isIncomplete({ catalogue }: PlayColumns, id: number): boolean {
  const uri = catalogue.trackUri[id];
  if (uri === undefined) return catalogue.artistName[catalogue.trackArtist[id]!] !== '';
  return uri.startsWith(trackPrefix) && (catalogue.trackDuration[id]! < 0 || catalogue.trackYear[id] === 0);
}
