import type { ReadLine, Reading } from './readLine.ts';
import {
  alike,
  comparableText,
  spokenName,
  spokenTitle,
  titlesAlike,
  type SpokenName,
  type SpokenTitle,
} from './spokenName.ts';
import { isConcert, isImitation, nameParts, versionFit, type Version } from './versions.ts';

/** A track as it is compared with a line. */
export interface NamedTrack {
  readonly name: string;
  readonly by: readonly string[];
  readonly album?: string | undefined;
}

const titleWeight = 0.65;
/** Below this a title or an artist is rather another one. */
const weakFrom = 0.7;
/** What is left of the whole where one of both does not fit at all. */
const leastLeft = 0.3;
/** Below this an artist's name is another one or misspelt: nobody knows which. */
const sameMakerFrom = 0.98;
const otherMaker = 0.93;
/** Title and artist are both there, and nothing says where one ends. */
const unseparated = 0.97;
/** A title alone names many songs, a long one fewer. */
const aloneBase = 0.7;
const aloneWord = 0.05;
const mostWords = 4;

/**
 * How well a track fits a line, from 0 to 1; the same whatever else was found.
 *
 * Of the readings of the line the best one counts. Title and artist weigh 65 % and 35 %; where one of both hardly fits,
 * it draws the whole down. A title by itself is worth 0.75 to 0.9, more for more words. A version that was not asked
 * for, or one that was and is not there, costs a share (see `versionFit`).
 */
export function trackScore({ readings }: Pick<ReadLine, 'readings'>, track: ComparableTrack): number {
  let best = 0;
  for (const reading of readings) best = Math.max(best, readingScore(reading, track));
  return best;
}

/** A track taken apart, once for all lines that it is compared with. */
export interface ComparableTrack {
  readonly title: SpokenTitle;
  readonly versions: ReadonlySet<Version>;
  readonly detail: SpokenName;
  /** Artists and guests, spoken. */
  readonly makers: readonly SpokenName[];
  /** All artists as one name. */
  readonly together: SpokenName;
}

/** Takes a track apart. */
export function comparableTrack({ name, by, album }: NamedTrack): ComparableTrack {
  const { core, versions, detail, guests } = nameParts(name);
  const others: Version[] = [
    ...([...by, album ?? ''].some(isImitation) ? (['karaoke'] as const) : []),
    ...(album !== undefined && isConcert(album) ? (['live'] as const) : []),
  ];
  const makers = [...by, ...guests].map(spokenName);
  return {
    ...{ title: spokenTitle(core), detail: spokenName(detail), makers },
    together:
      makers.length === 1 ? (makers[0] ?? nobody) : comparableText(makers.map(({ text }) => text).join(' ')),
    versions: others.length > 0 ? new Set([...versions, ...others]) : versions,
  };
}

const nobody = comparableText('');

function readingScore(reading: Reading, track: ComparableTrack): number {
  const fit = reading.weight * versionFit(reading.versions, track.versions) * detailFit(reading, track);
  if (reading.by.length === 0) return fit * unnamed(reading, track);
  // What imitates another artist names that one in its title, if at all.
  const askedFor = track.versions.has('karaoke') && reading.versions.has('karaoke');
  const maker = askedFor ? 1 : makerScore(reading.spokenBy, track);
  return fit * together(titlesAlike(reading.spoken, track.title), maker);
}

function together(title: number, maker: number): number {
  const sum = titleWeight * title + (1 - titleWeight) * maker;
  return sum * weakness(title) * weakness(maker) * (maker < sameMakerFrom ? otherMaker : 1);
}

function weakness(part: number): number {
  return part >= weakFrom ? 1 : leastLeft + ((1 - leastLeft) * part) / weakFrom;
}

/** Nobody is named, or title and artist stand side by side: then the artist is the first or the last words. */
function unnamed({ spoken, ends }: Reading, { title, makers }: ComparableTrack): number {
  const certainty = aloneBase + aloneWord * Math.min(spoken.whole.words.length, mostWords);
  let both = 0;
  for (const maker of makers) {
    const parts = ends(maker.words.length);
    if (parts === undefined) continue;
    const { first, behind, before, last } = parts;
    both = Math.max(
      both,
      together(alike(behind, title.whole), alike(first, maker)),
      together(alike(before, title.whole), alike(last, maker)),
    );
  }
  return Math.max(titlesAlike(spoken, title) * certainty, unseparated * both);
}

/** The names of a line beside those of a track: as one name, and each by itself. */
function makerScore([whole, ...parts]: readonly SpokenName[], track: ComparableTrack): number {
  if (whole === undefined) return 0;
  const best = (name: SpokenName): number => {
    let most = 0;
    for (const maker of track.makers) most = Math.max(most, alike(name, maker));
    return most;
  };
  const asOne = Math.max(best(whole), alike(whole, track.together));
  if (parts.length === 0 || asOne === 1) return asOne;
  const each = parts.map(best);
  const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
  return Math.max(asOne, (Math.max(...each) + mean) / 2);
}

/** Two live recordings may differ by the place, two remixes by the name: that counts where a line says so. */
function detailFit({ versions, detail }: Reading, there: ComparableTrack): number {
  if (versions.size === 0) return 1;
  const asked = [...versions].filter((version) => there.versions.has(version) && version !== 'remaster');
  if (asked.includes('karaoke') && !there.detail.words.includes(detail.text)) return 0.95;
  if (asked.length === 0 || detail.words.length < 2) return 1;
  const share = asked.includes('remix') || asked.includes('other') ? 0.25 : 0.08;
  return 1 - share * (1 - alike(detail, there.detail));
}
