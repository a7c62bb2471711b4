import { looksLikeReference, parseSpotifyReference, type SpotifyReference } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';
import type { WantedTrack } from './resolvedLine.ts';
import { splitLine } from './splitLine.ts';
import {
  comparableText,
  spokenName,
  spokenText,
  spokenTitle,
  type SpokenName,
  type SpokenTitle,
} from './spokenName.ts';
import { bracketParts, nameParts, versionsIn, type NameParts, type Version } from './versions.ts';

/** One way to understand a line. */
export interface Reading {
  /** Title without versions and guests. */
  readonly title: string;
  readonly spoken: SpokenTitle;
  /** Who plays it, each name that may stand for the whole or a part of them; empty where nobody is named. */
  readonly by: readonly string[];
  readonly spokenBy: readonly SpokenName[];
  /** The title with so many words taken off either end, which may be an artist; `undefined` if nothing is left. */
  readonly ends: (words: number) => TitleEnds | undefined;
  readonly versions: ReadonlySet<Version>;
  /** What the line says of the version, such as `live at wembley`. */
  readonly detail: SpokenName;
  /** 0 to 1: how likely a line is meant so. */
  readonly weight: number;
}

/** A title parted before or behind some of its words. */
export interface TitleEnds {
  readonly first: SpokenName;
  readonly behind: SpokenName;
  readonly before: SpokenName;
  readonly last: SpokenName;
}

/** A line as it is understood. */
export interface ReadLine {
  /** What the line names by URI or link. */
  readonly given?: SpotifyReference;
  /** Why nothing can be looked for. */
  readonly refusal?: string;
  /** The likeliest first. */
  readonly readings: readonly Reading[];
  /** What to search for: first, and then if nothing good was found. */
  readonly queries: readonly string[];
}

/** Characters of a line that are read: no title is longer. */
const longestLine = 300;
/** Characters of a query; Spotify reads 250 (observed). */
const longestQuery = 200;

const listMark =
  /^\s*(?:(?:#?\d{1,3}\s*[.):\]]|#\d{1,3}|\[\s*[x✓]?\s*\]|[*•·▪►▶‣⁃+-])(?:\s+|$)|\d{1,3}\s*[-–—]\s+(?=\S.*\s[-–—]\s))/iu;
const duration = /\s+[([]?\d{1,2}:[0-5]\d(?::[0-5]\d)?[)\]]?\s*$/u;
const playlistFileMark = /^#EXT(?:INF:[^,]*,|\S*)/iu;
const trailingVersion =
  /^(.*?\S)\s+((?:live|acoustic|remix|karaoke|instrumental|demo|unplugged|remaster(?:ed)?|sped up|slowed|nightcore)(?: version)?|(?:live|unplugged) (?:at|in|from|on) \S.*)$/iu;

/** Understands a line such as `3. "Title" by Artist (Live)`, in every way that it can be meant. */
export function readLine(line: string | WantedTrack): ReadLine {
  if (typeof line !== 'string') return readWanted(line);
  const clean = upstreamText(line, longestLine);
  const given = playableIn(clean);
  if (given !== undefined) return { given, readings: [], queries: [] };
  const other = parseSpotifyReference(clean)?.type;
  if (other !== undefined)
    return refused(`This is ${/^[aeiou]/.test(other) ? 'an' : 'a'} ${other}, not a track.`);
  if (looksLikeReference(clean)) return refused('This is no URI or link that can be read.');
  const text = withoutMarks(clean);
  if (!/[\p{L}\p{N}\p{S}!?*+]/u.test(text) || /^(?:[-=_*+~.#|]\s*)+$/u.test(text)) {
    return refused(text === '' ? 'The line is empty.' : 'The line names nothing.');
  }
  const readings = readingsOf(text);
  return { readings, queries: queriesOf(readings, text) };
}

/** A URI or a link stands for itself, also beside words or in a column of its own. */
function playableIn(line: string): SpotifyReference | undefined {
  if (!line.includes('spotify')) return undefined;
  return line
    .split(/[\s,;|"'<>()[\]]+/u)
    .map((word) => parseSpotifyReference(word))
    .find((found) => found !== undefined && ['track', 'episode', 'chapter'].includes(found.type));
}

function refused(refusal: string): ReadLine {
  return { refusal, readings: [], queries: [] };
}

function withoutMarks(line: string): string {
  const bare = line.replace(playlistFileMark, '').replace(listMark, '').replace(duration, '').trim();
  return /[-–—|]$/u.test(bare) ? line.replace(playlistFileMark, '').replace(listMark, '').trim() : bare;
}

function readWanted({ title, by, isrc }: WantedTrack): ReadLine {
  const parts = nameParts(upstreamText(title, longestLine));
  if (parts.core === '') return refused('The line names no title.');
  const reading = readingOf(parts, by === undefined ? [] : namesIn(upstreamText(by, longestLine)), 1);
  const code = isrc?.replaceAll(/[^a-z0-9]/gi, '') ?? '';
  const queries = queriesOf([reading], parts.core);
  return {
    readings: [reading],
    queries: /^[a-z]{2}[a-z0-9]{3}\d{7}$/i.test(code) ? [`isrc:${code}`, ...queries.slice(0, 1)] : queries,
  };
}

function readingsOf(text: string): readonly Reading[] {
  // What brackets say of the version holds wherever they stand: 'Title - Artist (Live)'.
  const bracketed = bracketParts(text);
  const readings: Reading[] = [];
  const add = (
    title: string,
    by: string | undefined,
    weight: number,
    extra: Partial<NameParts> = {},
  ): void => {
    const own = nameParts(title);
    const versions = new Set([...own.versions, ...bracketed.versions, ...(extra.versions ?? [])]);
    const detail = [own.detail, bracketed.detail, extra.detail ?? ''].filter((part) => part !== '').join(' ');
    if (own.core === '') return;
    const names = by === undefined ? [] : [...namesIn(by), ...own.guests, ...bracketed.guests];
    readings.push(readingOf({ ...own, versions, detail }, names, weight));
    const tail = trailingVersion.exec(own.core);
    if (tail !== null) {
      const [, core = '', version = ''] = tail;
      const added = new Set([...versions, ...versionsIn(version)]);
      readings.push(
        readingOf(
          { ...own, core, versions: added, detail: `${detail} ${version}`.trim() },
          names,
          weight * 0.98,
        ),
      );
    }
  };
  for (const { title, by, weight, version } of splitLine(bracketed.core)) {
    add(
      title,
      by,
      weight,
      version === undefined ? {} : { versions: new Set(versionsIn(version)), detail: version },
    );
  }
  return readings;
}

function readingOf(
  { core, versions, detail }: Omit<NameParts, 'guests'>,
  by: readonly string[],
  weight: number,
): Reading {
  const spoken = spokenTitle(core);
  return {
    ...{ title: core, spoken, by, spokenBy: by.map(spokenName), versions, weight },
    detail: spokenName(detail),
    ends: endsOf(spoken.whole.words),
  };
}

/** Each is made when it is first asked for: a line is compared with many tracks. */
function endsOf(words: readonly string[]): Reading['ends'] {
  const made = new Map<number, TitleEnds>();
  const text = (from: number, to?: number): SpokenName => comparableText(words.slice(from, to).join(' '));
  return (count) => {
    if (words.length <= count) return undefined;
    let ends = made.get(count);
    if (ends === undefined) {
      const to = words.length - count;
      // 'title by artist' without anything that separates them
      const before = text(0, to > 1 && words[to - 1] === 'by' ? to - 1 : to);
      ends = { first: text(0, count), behind: text(count), before, last: text(to) };
      made.set(count, ends);
    }
    return ends;
  };
}

/** 'A feat. B', 'A & B', 'A, B and C': the whole, which may be one name, and its parts. */
export function namesIn(by: string): readonly string[] {
  const whole = by.trim();
  const parts = whole
    .split(
      /\s*(?:,|;|&|\+|\/|\||\bfeat\b\.?|\bft\b\.?|\bfeaturing\b|\bwith\b|\band\b|\bvs\b\.?|\bx\b|\s×\s)\s*/iu,
    )
    .map((part) => part.trim())
    .filter((part) => spokenText(part) !== '');
  return [...new Set([whole, ...parts])].filter((name) => name !== '');
}

/** The plain words first; then the title with the first artist alone, or the title by itself. */
function queriesOf(readings: readonly Reading[], text: string): readonly string[] {
  const [likeliest] = readings;
  if (likeliest === undefined) return [];
  const { title, by, detail } = likeliest;
  const first = by.length === 0 ? `${text}` : `${by[0] ?? ''} ${title} ${detail.text}`;
  const second = `${by[1] ?? by[0] ?? ''} ${title}`;
  const queries = [first, second, title].map(queryWords).filter((query) => query !== '');
  return [...new Set(queries)].slice(0, 2);
}

/** Words only: quotation marks and colons mean something in Spotify's syntax. */
function queryWords(text: string): string {
  const words = text
    .replaceAll(/\b(?:feat|ft|featuring)\b\.?/giu, ' ')
    .replaceAll(/[^\p{L}\p{N}\p{M}'’.!?$&/+-]+/gu, ' ')
    .replaceAll(/(?<=^|\s)[-–—&/+.']+(?=\s|$)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return (words === '' ? text.trim() : words).slice(0, longestQuery).trim();
}
