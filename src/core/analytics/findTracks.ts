import type { FindTracksParams, FindTracksResult, FoundTrack } from '../../protocol/history/findTracks.ts';
import { readLine, type ReadLine } from '../spotify/catalogue/readLine.ts';
import { spokenText, spokenTitle } from '../spotify/catalogue/spokenName.ts';
import { comparableTrack, trackScore, type ComparableTrack } from '../spotify/catalogue/trackScore.ts';
import { nameParts } from '../spotify/catalogue/versions.ts';
import type { AnalysisContext, Catalogue, PlayColumns } from './columns.ts';
import { fold } from './folding.ts';
import { artistNames, compareText } from './labels.ts';

/** Tracks that are told of for a line. */
const tracksTold = 5;
/** A track that scores less says nothing. */
const worthTelling = 0.4;
/** Artists that a line may name; words such as 'love' are in the names of hundreds. */
const artistsOfLine = 40;
/** Tracks that are compared with a line. */
const comparedTracks = 120;

/**
 * The tracks of the history that lines of text may mean: those of the same title, and those of an artist that the line
 * names at least half. A title and an artist that are both misspelt are not found. Every listen counts, of any kind and
 * length; only what has a URI at Spotify is told.
 */
export function findTracks({ columns }: AnalysisContext, { lines }: FindTracksParams): FindTracksResult {
  const { catalogue } = columns;
  const listens = listensOf(columns);
  const wanted = lines.map(({ text, title, by }) =>
    readLine(title === undefined ? (text ?? '') : { title, by }),
  );
  const candidates = wanted.map((): Candidates => new Map());
  addByTitle(catalogue, listens, wanted, candidates);
  addByArtist(catalogue, listens, wanted, candidates);
  const tell = teller(catalogue, listens);
  return {
    lines: wanted.map((line, at) => ({ tracks: tell(line, candidates[at] ?? new Map<number, number>()) })),
  };
}

/** Tracks that may be meant, each with how much of the line is in it at first sight. */
type Candidates = Map<number, number>;

interface TakenTrack {
  readonly track: Omit<FoundTrack, 'score'>;
  readonly parts: ComparableTrack;
}

/** Tells of the best tracks of a line; what several lines have in common is taken apart once. */
function teller(
  catalogue: Catalogue,
  listens: Int32Array,
): (line: ReadLine, candidates: Candidates) => FoundTrack[] {
  const taken = new Map<number, TakenTrack>();
  const take = (id: number): TakenTrack => {
    const known = taken.get(id);
    if (known !== undefined) return known;
    const name = catalogue.trackName[id] ?? '';
    const artists = artistNames(catalogue, catalogue.trackArtist[id] ?? -1);
    const album = catalogue.albumName[catalogue.trackAlbum[id] ?? -1];
    const uri = catalogue.trackUri[id] ?? '';
    const made = {
      track: { name, artists, ...(album !== undefined && { album }), uri, listens: listens[id] ?? 0 },
      parts: comparableTrack({ name, by: artists, album }),
    };
    taken.set(id, made);
    return made;
  };
  return (line, candidates) =>
    [...candidates]
      .sort(([a, some], [b, more]) => more - some || (listens[b] ?? 0) - (listens[a] ?? 0))
      .slice(0, comparedTracks)
      .map(([id]) => take(id))
      .map(({ track, parts }) => ({ ...track, score: trackScore(line, parts) }))
      .filter(({ score }) => score >= worthTelling)
      .sort((a, b) => b.score - a.score || b.listens - a.listens || compareText(a.uri, b.uri))
      .slice(0, tracksTold);
}

/** More than any number of common words. */
const sameTitle = 1000;

/** Tracks whose title is that of a reading, whoever plays them. */
function addByTitle(
  catalogue: Catalogue,
  listens: Int32Array,
  lines: readonly ReadLine[],
  candidates: readonly Candidates[],
): void {
  const wanted = new Map<number, Candidates[]>();
  for (const [at, { readings }] of lines.entries()) {
    const ids: Candidates = candidates[at] ?? new Map<number, number>();
    for (const hash of new Set(
      readings.flatMap(({ spoken }) => [hashOf(spoken.whole.text), hashOf(spoken.bare.text)]),
    )) {
      const sets = wanted.get(hash);
      if (sets === undefined) wanted.set(hash, [ids]);
      else sets.push(ids);
    }
  }
  const { whole, bare } = titlesOf(catalogue);
  for (let id = 0; id < listens.length; id++) {
    if (listens[id] === 0) continue;
    for (const found of wanted.get(whole[id]!) ?? []) found.set(id, sameTitle);
    if (bare[id] !== whole[id]) for (const found of wanted.get(bare[id]!) ?? []) found.set(id, sameTitle);
  }
}

/** Tracks of artists that a line names: all of them where it names the very artist, else those with a common word. */
function addByArtist(
  catalogue: Catalogue,
  listens: Int32Array,
  lines: readonly ReadLine[],
  candidates: readonly Candidates[],
): void {
  const words = lines.map(({ readings }) => new Set(readings.flatMap((reading) => wordsOf(reading))));
  const linesWith = new Map<string, number[]>();
  for (const [at, of] of words.entries()) {
    for (const word of of) {
      const known = linesWith.get(word);
      if (known === undefined) linesWith.set(word, [at]);
      else known.push(at);
    }
  }
  const linesOf = new Map<number, { line: number; whole: boolean }[]>();
  for (const { artist, line, share } of artistsNamed(spokenArtists(catalogue), linesWith, lines.length)) {
    const found = linesOf.get(artist) ?? [];
    found.push({ line, whole: share === 1 });
    linesOf.set(artist, found);
  }
  for (let id = 0; id < listens.length; id++) {
    const found = listens[id] === 0 ? undefined : linesOf.get(catalogue.trackArtist[id]!);
    if (found === undefined) continue;
    const title = fold(catalogue.trackName[id] ?? '');
    for (const { line, whole } of found) {
      let common = 0;
      for (const word of words[line] ?? []) if (word.length > 2 && title.includes(word)) common += 1;
      const known = candidates[line]?.get(id) ?? 0;
      // Of the very artist also what shares no word: the title may be misspelt.
      if (whole || common > 0) candidates[line]?.set(id, known + common + (whole ? 1 : 0));
    }
  }
}

interface NamedArtist {
  readonly artist: number;
  readonly line: number;
  /** Of the words of the artist's name. */
  readonly share: number;
}

/** For each line the artists of whose names it has at least half of the words, the fullest first. */
function artistsNamed(
  artists: readonly string[],
  linesWith: ReadonlyMap<string, readonly number[]>,
  lines: number,
): readonly NamedArtist[] {
  const found = Array.from({ length: lines }, (): NamedArtist[] => []);
  for (const [artist, name] of artists.entries()) {
    if (name === '') continue;
    const words = name.split(' ');
    const hits = new Map<number, number>();
    for (const word of words)
      for (const line of linesWith.get(word) ?? []) hits.set(line, (hits.get(line) ?? 0) + 1);
    for (const [line, count] of hits) {
      if (count * 2 >= words.length) found[line]?.push({ artist, line, share: count / words.length });
    }
  }
  return found.flatMap((named) => named.sort((a, b) => b.share - a.share).slice(0, artistsOfLine));
}

function wordsOf({ spoken, spokenBy }: ReadLine['readings'][number]): readonly string[] {
  return [spoken.whole, ...spokenBy].flatMap(({ words }) => words).filter((word) => word !== '');
}

interface TitleHashes {
  readonly whole: Int32Array;
  readonly bare: Int32Array;
}

const titlesKept = new WeakMap<Catalogue, TitleHashes>();
const artistsKept = new WeakMap<Catalogue, readonly string[]>();
const listensKept = new WeakMap<PlayColumns, Int32Array>();

/** Titles as they are compared, as numbers: four bytes instead of a text each. */
function titlesOf(catalogue: Catalogue): TitleHashes {
  let hashes = titlesKept.get(catalogue);
  if (hashes === undefined) {
    const titles = catalogue.trackName.map((name) => spokenTitle(nameParts(name).core));
    hashes = {
      whole: Int32Array.from(titles, ({ whole }) => hashOf(whole.text)),
      bare: Int32Array.from(titles, ({ bare }) => hashOf(bare.text)),
    };
    titlesKept.set(catalogue, hashes);
  }
  return hashes;
}

function spokenArtists(catalogue: Catalogue): readonly string[] {
  let names = artistsKept.get(catalogue);
  if (names === undefined) artistsKept.set(catalogue, (names = catalogue.artistName.map(spokenText)));
  return names;
}

/** Per track how often it was listened to; 0 for one that is not at Spotify. */
function listensOf(columns: PlayColumns): Int32Array {
  let counts = listensKept.get(columns);
  if (counts === undefined) {
    const { trackName, trackUri } = columns.catalogue;
    counts = new Int32Array(trackName.length);
    for (let row = 0; row < columns.length; row++) counts[columns.track[row]!]! += 1;
    for (let id = 0; id < counts.length; id++) {
      if (trackUri[id]?.startsWith('spotify:track:') !== true) counts[id] = 0;
    }
    listensKept.set(columns, counts);
  }
  return counts;
}

/** FNV-1a, 32 bits. Texts that share one by chance are told apart when they are scored. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
