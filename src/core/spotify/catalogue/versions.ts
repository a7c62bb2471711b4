import { fold } from '../../analytics/folding.ts';

/** What makes a recording another one than the one on the record. */
export type Version =
  | 'live'
  | 'remix'
  | 'acoustic'
  | 'instrumental'
  | 'karaoke'
  | 'demo'
  | 'speed'
  | 'talk'
  | 'other'
  /** Another master of the same recording. */
  | 'remaster';

const words: Readonly<Record<Version, RegExp>> = {
  live: /\b(?:live|unplugged|in concert|concert|sessions?|tiny desk|en vivo|ao vivo|en directo|en public|dal vivo)\b|ライブ|라이브/u,
  remix:
    /\b(?:remix(?:ed)?|rmx|rework|bootleg|mash ?up|refix|vip|dub|(?<!\b(?:original|album|single|stereo|mono|full|\d{4}) )mix|(?<!\b(?:radio|single|album|clean|original|video|explicit) )edit)\b/u,
  acoustic: /\b(?:acoustic|acustic[oa]|akustik|stripped|unplugged|piano version)\b/u,
  instrumental: /\binstrumental\b/u,
  karaoke:
    /\b(?:karaoke|tribute|covers?|covered by|made (?:famous|popular) by|originally performed|in the style of|as performed by|backing track|lullab(?:y|ies)|music box|ringtone|8[ -]?bit)\b/u,
  demo: /\b(?:demo|rehearsal|outtake|alternate|early (?:version|take)|take \d+)\b/u,
  speed: /\b(?:sped up|speed up|slowed|nightcore|reverb|8d|chopped)\b/u,
  talk: /\b(?:commentary|interview|track by track)\b/u,
  other:
    /\b(?:orchestral|symphonic|a ?cappella|reprise|medley|reimagined|lo-?fi|re-?recorded|(?<!\b(?:single|album|original|studio|stereo|mono|full|explicit|clean|radio|long|short|extended|live|acoustic|karaoke|demo|instrumental|remastered|cover|piano|lp|the|\d{4}) )version)\b/u,
  remaster: /\bremaster(?:ed|izado)?\b|\b\d{4} mix\b/u,
};
const versions = Object.keys(words) as readonly Version[];

/** Artists and albums that are nothing else, as 'Karaoke Hits', 'Tribute Singers' and 'A Tribute to …'. */
const imitators =
  /\b(?:karaoke|(?<=\S )tributes?|tributes?(?= [^([])|cover band|lullab(?:y|ies)|in the style of|made famous by|sing king|ringtones?|8[ -]?bit)\b/u;

/** Albums of recordings from a stage; 'live' alone is a word of many titles. */
const concerts =
  /\blive (?:at|from)\b|(?:^|[-:([] ?)live in (?!(?:the|a|my|your|our|it)\b)|[([]live\b|[-:] live$|^mtv unplugged|\bunplugged$/u;

/** What releases and video sites add without naming another recording. */
const decoration =
  /\b(?:deluxe|expanded|anniversary|mono|stereo|bonus track|(?:album|single|original|studio|full|lp|long|short|extended|clean|explicit) version|(?:radio|single|album|clean|video) edit|original mix|explicit|clean|official|video ?clip|music video|video|lyrics?|audio|visuali[sz]er|hd|hq|4k|mv)\b|^(?:prod|from)\b|^(?:19|20)\d{2}$/u;
const guests = /^(?:feat|ft|featuring|with)\b\.?\s+(.+)$/iu;
const trailingGuests = /\s+(?:feat|ft|featuring)\b\.?\s+(.+)$/iu;
const brackets = /\s*(?:\(([^()]*)\)|\[([^[\]]*)\]|\{([^{}]*)\}|（([^（）]*)）|【([^【】]*)】)/gu;

/** A name taken apart. */
export interface NameParts {
  /** The name without what is listed below; never empty unless the name is. */
  readonly core: string;
  readonly versions: ReadonlySet<Version>;
  /** The words behind `versions`, such as `live at wembley`. */
  readonly detail: string;
  /** Who else plays, as the name says. */
  readonly guests: readonly string[];
}

/** Characters of a name that are looked at. */
const longestName = 300;
/** Whether something in a name may have to be taken apart: most names are plain. */
const notPlain = /[([{（【]|\s[-–—]\s|\b(?:feat|ft|featuring)\b/iu;

/** Takes versions, guests and decoration off a name, where they stand in brackets, after a dash or behind `feat.`. */
export function nameParts(wholeName: string): NameParts {
  const name = wholeName.slice(0, longestName);
  if (!notPlain.test(name)) return { core: name.trim(), versions: none, detail: '', guests: [] };
  const found = new Additions();
  const unguested = found.takeBrackets(name).replace(trailingGuests, (_, who: string) => {
    found.guests.push(who.trim());
    return '';
  });
  const [first = '', ...rest] = unguested.split(/\s+[-–—]\s+/u);
  return found.parts([first, ...rest.filter((part) => !found.take(part))].join(' - '), name);
}

/** The same for a whole line, of which only brackets are taken off: what a dash separates may be an artist. */
export function bracketParts(line: string): NameParts {
  const found = new Additions();
  return found.parts(found.takeBrackets(line), line);
}

const none: ReadonlySet<Version> = new Set();

class Additions {
  readonly versions = new Set<Version>();
  readonly details: string[] = [];
  readonly guests: string[] = [];

  takeBrackets(text: string): string {
    return text.replace(brackets, (whole: string, ...groups: unknown[]) => {
      const inside = groups.slice(0, 5).find((group) => typeof group === 'string') ?? '';
      return this.take(inside) ? ' ' : whole;
    });
  }

  parts(rest: string, name: string): NameParts {
    const core = rest.replace(/\s+/gu, ' ').trim();
    const { versions, guests } = this;
    return { core: core === '' ? name.trim() : core, versions, detail: this.details.join(' '), guests };
  }

  /** Takes note of an addition; `false` for one that is a part of the name. */
  take(addition: string): boolean {
    const guest = guests.exec(addition.trim());
    if (guest?.[1] !== undefined) {
      this.guests.push(guest[1].trim());
      return true;
    }
    const text = fold(addition).trim();
    const kinds = versionsIn(text);
    if (kinds.length > 0) {
      for (const kind of kinds) this.versions.add(kind);
      this.details.push(text);
    }
    return kinds.length > 0 || text === '' || decoration.test(text);
  }
}

/** The versions that a few words name, such as 'Live at Wembley' or 'Acoustic Version'. */
export function versionsIn(text: string): readonly Version[] {
  const folded = fold(text).replaceAll(/['’]/g, '');
  return versions.filter((version) => words[version].test(folded));
}

/** Whether an artist or an album only imitates others. */
export function isImitation(name: string): boolean {
  return imitators.test(fold(name));
}

/** Whether an album is of recordings from a stage, so that its tracks are, whatever their titles say. */
export function isConcert(album: string): boolean {
  return concerts.test(fold(album));
}

/** What a recording is worth of a line that does not ask for its version. */
const unasked: Readonly<Record<Version, number>> = {
  live: 0.82,
  remix: 0.78,
  acoustic: 0.82,
  instrumental: 0.75,
  karaoke: 0.4,
  demo: 0.82,
  speed: 0.72,
  talk: 0.5,
  other: 0.85,
  remaster: 0.99,
};
/** What a recording is worth of a line that asks for a version that it is not. */
const missing: Readonly<Record<Version, number>> = {
  live: 0.8,
  remix: 0.75,
  acoustic: 0.8,
  instrumental: 0.7,
  karaoke: 0.5,
  demo: 0.75,
  speed: 0.7,
  talk: 0.5,
  other: 0.85,
  remaster: 0.98,
};

/**
 * How well the versions of a recording fit those that a line asks for, 0 to 1. One that is asked for and there excuses
 * the others: 'live' fits 'Live - Acoustic'.
 */
export function versionFit(asked: ReadonlySet<Version>, there: ReadonlySet<Version>): number {
  const common = [...asked].some((version) => version !== 'remaster' && there.has(version));
  let fit = 1;
  for (const version of there) {
    if (asked.has(version)) continue;
    fit *= common && version !== 'karaoke' ? 0.98 : unasked[version];
  }
  for (const version of asked) {
    if (!there.has(version)) fit *= common ? 0.97 : missing[version];
  }
  return fit;
}
