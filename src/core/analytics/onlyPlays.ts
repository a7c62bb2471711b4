import { longestOnlyName, type OnlyParam } from '../../protocol/history/only.ts';
import { artistMarks, foldedArtists } from './artistHistoryMarks.ts';
import type { Catalogue } from './columns.ts';
import { fold } from './folding.ts';
import { KeptAnswers } from './keptAnswers.ts';
import { firstPlayAt, type PlaySelection } from './plays.ts';
import type { PlayWindow } from './window.ts';

/** A page asks several questions about the same thing, and goes back to the one before. */
const selectionsKept = new KeptAnswers<PlaySelection, PlaySelection>(2);

/** The plays of one artist, track or album as a window of their own: whatever counts plays counts them too. */
export function onlyPlays(window: PlayWindow, only: OnlyParam | undefined): PlayWindow {
  if (only === undefined) return window;
  const { columns, startMs, endMs } = window;
  const history = selectionsKept.get(window.history, JSON.stringify(only), () =>
    selectTracks(window, tracksOf(columns.catalogue, only)),
  );
  const first = firstPlayAt(columns, history.rows, startMs);
  const end = firstPlayAt(columns, history.rows, endMs);
  return { ...window, history, rows: history.rows.subarray(first, end), firstPlay: first };
}

function selectTracks({ columns, history }: PlayWindow, isWanted: Uint8Array): PlaySelection {
  const rows = history.rows.filter((row) => isWanted[columns.track[row]!] === 1);
  const firstPlay = new Int32Array(history.firstPlay.length).fill(rows.length);
  for (let i = rows.length - 1; i >= 0; i--) firstPlay[columns.track[rows[i]!]!] = i;
  return { rows, firstPlay };
}

/** Marks the tracks that have these names: 1 per track id, else 0. */
function tracksOf(catalogue: Catalogue, { artist, artist_uri: uri, track, album }: OnlyParam): Uint8Array {
  const { trackName, trackArtist, trackAlbum, albumName } = catalogue;
  const isArtist = artist === undefined ? undefined : artistsOf(catalogue, artist, uri);
  const isTitle = track === undefined ? undefined : hasName(track);
  const isAlbum = album === undefined ? undefined : Uint8Array.from(albumName.map(fold), marked(album));
  return Uint8Array.from(trackName, (title, id) =>
    (isArtist === undefined || isArtist[trackArtist[id]!] === 1) &&
    (isAlbum === undefined || isAlbum[trackAlbum[id]!] === 1) &&
    (isTitle === undefined || isTitle(fold(title)))
      ? 1
      : 0,
  );
}

function artistsOf(catalogue: Catalogue, artist: string, uri: string | undefined): Uint8Array {
  return artist.length < longestOnlyName
    ? artistMarks(catalogue, { artist, uri })
    : Uint8Array.from(foldedArtists(catalogue), marked(artist));
}

function marked(name: string): (folded: string) => number {
  const isName = hasName(name);
  return (folded) => (isName(folded) ? 1 : 0);
}

/** Whether a folded name is the wanted one, or begins with one that was cut. */
function hasName(name: string): (folded: string) => boolean {
  const wanted = fold(name).trim();
  return name.length < longestOnlyName
    ? (folded) => folded.trim() === wanted
    : (folded) => folded.startsWith(wanted);
}
