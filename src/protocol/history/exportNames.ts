/** What a file of an export is for, judged by its base name alone. */
export type FileRole = 'plays' | 'names' | 'archive' | 'private' | 'other';

const copy = String.raw`( ?\(\d+\)| copy( \d+)?)?`;
const json = String.raw`${copy}\.json(\.json)?$`;
/** Names of the files that hold listens, of all generations of the export. */
const plays = [
  new RegExp(String.raw`^Streaming_History_(Audio|Video)([_ .-].*)?\.json(\.json)?$`, 'i'),
  new RegExp(`^end(song|video)(_\\d+)?${json}`, 'i'),
  new RegExp(`^StreamingHistory(_(music|podcast|audiobook|video))?_?\\d*${json}`, 'i'),
];
const names = new RegExp(`^(YourLibrary|Playlist\\d*)${json}`, 'i');
/** Address, payment, identity and the like: never opened, not even when handed over on purpose. */
const privateFiles = new RegExp(
  '^(User ?data|User ?Address|Payments?|Identity|Identifiers|Inferences|Follow|DuoNewFamily|VoiceInput|' +
    'UserPrompts|SearchQueries|UserFestivalsDataForSAR|PlaylistInABottle|CarThing|PodcastInteractivity.*|' +
    `YourSoundCapsule|Raw[A-Z]\\w*)${json}`,
  'i',
);
const archive = /\.zip$/i;
/** Belongs to the account package, whether or not its listening history was asked for. */
const account =
  /^(User ?data|Identity|Identifiers|Payments|Follow|Inferences|YourLibrary|Playlist\d*|SearchQueries|Marquee|Wrapped\d*|DuoNewFamily)\.json(\.json)?$/i;

/** The part of a path after the last `/` or `\`. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** AppleDouble files that macOS packs beside each real one: they only look like files of the export. */
export function isPackingDebris(path: string): boolean {
  return /(^|[/\\])__MACOSX[/\\]/i.test(path) || baseName(path).startsWith('._');
}

export function roleOf(path: string): FileRole {
  const base = baseName(path);
  if (plays.some((pattern) => pattern.test(base))) return 'plays';
  if (names.test(base)) return 'names';
  if (archive.test(base)) return 'archive';
  return privateFiles.test(base) ? 'private' : 'other';
}

/** Which package of Spotify's three the files come from, where they hold no listens. */
export function packageOf(paths: readonly string[]): 'technicalLog' | 'account' | 'json' | 'none' {
  if (paths.some((path) => /technical.?log/i.test(path) || /^RawCoreStream\b/i.test(baseName(path)))) {
    return 'technicalLog';
  }
  if (paths.some((path) => account.test(baseName(path)))) return 'account';
  return paths.some((path) => /\.json$/i.test(path)) ? 'json' : 'none';
}
