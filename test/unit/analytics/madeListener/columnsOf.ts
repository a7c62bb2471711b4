import type { PlayColumns } from '../../../../src/core/analytics/columns.ts';
import { kinds, sources } from '../../../../src/protocol/history/window.ts';
import type { MadeListen, MadeListener } from './listener.ts';

/** The made listener as the analyses get it. */
export function columnsOf({ catalogue, listens, gaps, superseded }: MadeListener): PlayColumns {
  const { artists, albums, tracks } = catalogue;
  const words = [
    '',
    ...new Set(listens.map((one) => one.reasonStart)),
    ...new Set(listens.map((one) => one.reasonEnd)),
  ];
  const wordIds = new Map(words.map((word, id) => [word, id]));
  const details = {
    flags: new Uint8Array(listens.map(flagsOf)),
    reasonStart: new Uint8Array(listens.map(({ reasonStart }) => wordIds.get(reasonStart)!)),
    reasonEnd: new Uint8Array(listens.map(({ reasonEnd }) => wordIds.get(reasonEnd)!)),
    words,
  };
  return {
    length: listens.length,
    endedAt: new Float64Array(listens.map(({ at }) => at)),
    msPlayed: new Int32Array(listens.map(({ ms }) => ms)),
    estimated: new Uint8Array(listens.map(({ estimated }) => (estimated ? 1 : 0))),
    track: new Int32Array(listens.map(({ track }) => track)),
    kind: new Uint8Array(listens.map(({ kind }) => kinds.indexOf(kind))),
    source: new Uint8Array(listens.map(({ source }) => sources.indexOf(source))),
    catalogue: {
      trackName: tracks.map(({ title }) => title),
      trackUri: tracks.map(({ uri }) => uri),
      trackArtist: Int32Array.from(tracks, ({ artist }) => artist),
      trackAlbum: Int32Array.from(tracks, ({ album }) => album),
      artistName: artists.map(({ name }) => name),
      artistUri: artists.map(({ uri }) => uri),
      albumName: albums.map(({ name }) => name),
      albumArtist: Int32Array.from(albums, ({ artist }) => artist),
      trackDuration: Int32Array.from(tracks, ({ duration }) => duration ?? -1),
      trackYear: new Int16Array(tracks.length),
    },
    superseded,
    gaps,
    // Analyses ask for them listen by listen.
    details: () => details,
  };
}

function flagsOf({ shuffle, skipped, offline, incognito }: MadeListen): number {
  return [shuffle, skipped, offline, incognito].reduce(
    (flags, said, k) => flags | ((said === undefined ? 0 : said ? 3 : 1) << (2 * k)),
    0,
  );
}
