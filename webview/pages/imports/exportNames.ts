/** What the name of a dropped file says of it; the import itself looks closer. */
export type NamedAs = 'archive' | 'listens' | 'personal' | 'json' | 'other';

const copy = String.raw`( ?\(\d+\)| copy( \d+)?)?`;
const json = String.raw`${copy}\.json(\.json)?$`;
const listens = [
  /^Streaming_History_(Audio|Video)([_ .-].*)?\.json(\.json)?$/i,
  new RegExp(`^end(song|video)(_\\d+)?${json}`, 'i'),
  new RegExp(`^StreamingHistory(_(music|podcast|audiobook|video))?_?\\d*${json}`, 'i'),
  // Names of tracks that the account data tells without a link.
  new RegExp(`^(YourLibrary|Playlist\\d*)${json}`, 'i'),
];
const personal = new RegExp(
  '^(User ?data|User ?Address|Payments?|Identity|Identifiers|Inferences|Follow|DuoNewFamily|VoiceInput|' +
    'UserPrompts|SearchQueries|UserFestivalsDataForSAR|PlaylistInABottle|CarThing|PodcastInteractivity.*|' +
    `YourSoundCapsule|Raw[A-Z]\\w*)${json}`,
  'i',
);

export function namedAs(name: string): NamedAs {
  if (name.startsWith('._')) return 'other'; // macOS puts these beside each real file
  if (/\.zip$/i.test(name)) return 'archive';
  if (listens.some((pattern) => pattern.test(name))) return 'listens';
  if (personal.test(name)) return 'personal';
  return /\.json$/i.test(name) ? 'json' : 'other';
}
