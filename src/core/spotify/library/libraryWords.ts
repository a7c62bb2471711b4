import type { ReferenceType } from '../spotifyReference.ts';
import { quoted } from '../upstreamText.ts';
import type { LibraryThing } from './libraryThings.ts';

export type Direction = 'save' | 'remove';
type Tense = 'does' | 'did';

/** So many names stand in a sentence. */
const maxNamed = 3;
/** Of playlists that would be deleted, so many: the user should see them. */
const maxDeletedNamed = 10;

const verbs = {
  save: {
    does: { saved: 'save', followed: 'follow', own: 'follow' },
    did: { saved: 'saved', followed: 'followed', own: 'followed' },
    place: 'in the library',
  },
  remove: {
    does: { saved: 'remove', followed: 'stop following', own: 'delete' },
    did: { saved: 'removed', followed: 'stopped following', own: 'deleted' },
    place: 'from the library',
  },
} as const;

/** A change in words, without a full stop: `Remove 2 tracks from the library and delete your playlist "Mix"`. */
export function changeWords(direction: Direction, tense: Tense, things: readonly LibraryThing[]): string {
  const { place, [tense]: verb } = verbs[direction];
  const own = things.filter((thing) => thing.own === true);
  const followed = things.filter(({ type, own: mine }) => isFollowed(type) && mine !== true);
  const saved = things.filter(({ type }) => !isFollowed(type));
  const clauses = [
    ...(saved.length > 0 ? [`${verb.saved} ${described(saved)} ${place}`] : []),
    ...(followed.length > 0 ? [`${verb.followed} ${described(followed)}`] : []),
    ...(own.length > 0 ? [`${verb.own} ${ownPlaylists(own)}`] : []),
  ];
  const text = joined(clauses);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `3 tracks and 1 album` */
export function countWords(things: readonly Pick<LibraryThing, 'type'>[]): string {
  const counts = new Map<ReferenceType, number>();
  for (const { type } of things) counts.set(type, (counts.get(type) ?? 0) + 1);
  return joined([...counts].map(([type, count]) => `${count} ${type}${count === 1 ? '' : 's'}`));
}

function isFollowed(type: ReferenceType): boolean {
  return type === 'artist' || type === 'playlist';
}

function described(things: readonly LibraryThing[]): string {
  const names = things.flatMap(({ type, name }) =>
    name === undefined ? [] : [`the ${type} ${quoted(name)}`],
  );
  return names.length === things.length && names.length <= maxNamed ? joined(names) : countWords(things);
}

function ownPlaylists(things: readonly LibraryThing[]): string {
  const names = things.slice(0, maxDeletedNamed).map(({ name = '' }) => quoted(name));
  const rest = things.length - names.length;
  return `your ${things.length === 1 ? 'playlist' : 'playlists'} ${joined(rest === 0 ? names : [...names, `${rest} more`])}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
