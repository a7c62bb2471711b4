import { artistsField } from './items.ts';
import type { MadeListen } from './listener.ts';
import { answered, heardIn, hoursOf, uriField, type Window } from './truth.ts';

/** Of a play, in small letters without accents. */
export interface Names {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function searchPlays(
  window: Window,
  isMatch: (names: Names) => boolean,
  { order, offset, limit }: { order: 'newest' | 'oldest'; offset: number; limit: number },
): object {
  const { clock, made, plays: everywhere } = window.history;
  const { tracks, artists, albums } = made.catalogue;
  const matches = tracks.map(({ title, artist, album }) =>
    isMatch({
      title: plain(title),
      artist: plain(artists[artist]!.name),
      album: plain(albums[album]?.name ?? ''),
    }),
  );
  const found = window.plays.filter(({ track }) => matches[track]);
  const all = everywhere.filter(({ track }) => matches[track]);
  const sorted = order === 'oldest' ? found : [...found].reverse();
  const describe = ({ at, ms, track, kind, estimated }: MadeListen): object => {
    const { title, artist, album, uri } = tracks[track]!;
    return {
      played_at: clock.iso(at),
      name: title,
      artists: artistsField(made, artist),
      ...(album >= 0 && { album: albums[album]!.name }),
      ...(ms >= 0 && !estimated && { seconds: Math.floor(ms / 1000) }),
      ...(kind !== 'music' && { kind }),
      ...uriField(uri),
    };
  };
  return {
    ...answered(window),
    total: found.length,
    hours: hoursOf(heardIn(found)),
    total_outside: all.length - found.length,
    plays: sorted.slice(offset, offset + limit).map(describe),
  };
}
