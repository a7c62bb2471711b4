import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import { kept } from './kept.ts';
import type { MadeListen, MadeListener } from './listener.ts';
import { countBy, isSpotify, uriField, type Count } from './truth.ts';

/** Artists, tracks (recordings, whichever of their releases were played) or albums. */
export interface TrueItems {
  readonly of: ItemType;
  /** −1 where nobody says. */
  readonly idOf: (play: MadeListen) => number;
  readonly labels: (id: number) => readonly string[];
  readonly name: (id: number) => { name: string; artists?: string[] };
  readonly uri: (id: number) => { uri?: string };
}

export function artistsField({ catalogue }: MadeListener, artist: number): string[] {
  const { name } = catalogue.artists[artist]!;
  return name === '' ? [] : [name];
}

/** −1 for nobody. */
export function artistOf({ catalogue }: MadeListener): (play: MadeListen) => number {
  const { tracks, artists } = catalogue;
  const ids = kept(catalogue, 'artists', () =>
    tracks.map(({ artist }) => (artists[artist]!.name === '' ? -1 : artist)),
  );
  return ({ track }) => ids[track]!;
}

/** Plays and time of all that was played. */
export function countItems(
  made: MadeListener,
  of: ItemType | 'releases',
  plays: readonly MadeListen[],
): ReadonlyMap<number, Count> {
  const { tracks } = made.catalogue;
  const idOf = {
    releases: ({ track }: MadeListen): number => track,
    tracks: ({ track }: MadeListen): number => tracks[track]!.recording,
    artists: artistOf(made),
    albums: ({ track }: MadeListen): number => tracks[track]!.album,
  }[of];
  return kept(plays, `counts of ${of}`, () => countBy(plays, idOf));
}

export function trackLabels({ catalogue }: MadeListener, track: number): string[] {
  const { title, artist, uri } = catalogue.tracks[track]!;
  return [title, catalogue.artists[artist]!.name, uri ?? ''];
}

/** Which release stands for each recording, and how many releases were played. */
export interface Standing {
  readonly track: number;
  readonly releases: number;
}

/** A release with a URI before one without, then the one with most plays, most time, and the first by name. */
export function standings(
  made: MadeListener,
  releases: ReadonlyMap<number, Count>,
): ReadonlyMap<number, Standing> {
  const { tracks } = made.catalogue;
  const found = new Map<number, Standing>();
  for (const count of releases.values()) {
    const { recording } = tracks[count.id]!;
    const other = found.get(recording);
    found.set(recording, {
      track: other === undefined || isBefore(count, releases.get(other.track)!) ? count.id : other.track,
      releases: (other?.releases ?? 0) + 1,
    });
  }
  return found;

  function isBefore(a: Count, b: Count): boolean {
    const has = Number(isSpotify(tracks[a.id]!)) - Number(isSpotify(tracks[b.id]!));
    const more = has || a.plays - b.plays || a.ms - b.ms;
    if (more !== 0) return more > 0;
    const [own, others] = [trackLabels(made, a.id), trackLabels(made, b.id)];
    const place = own.findIndex((text, k) => text !== others[k]);
    return place >= 0 && own[place]! < others[place]!;
  }
}

/** @param plays those that decide which release stands for a recording */
export function trueItems(made: MadeListener, of: ItemType, plays: readonly MadeListen[]): TrueItems {
  return kept(plays, `items ${of}`, () => makeItems(made, of, plays));
}

function makeItems(made: MadeListener, of: ItemType, plays: readonly MadeListen[]): TrueItems {
  const { artists, albums, tracks } = made.catalogue;
  const byline = (artist: number): { artists?: string[] } => {
    const names = artistsField(made, artist);
    return names.length === 0 ? {} : { artists: names };
  };
  if (of === 'artists') {
    return {
      of,
      idOf: artistOf(made),
      labels: (id) => [artists[id]!.name, artists[id]!.uri ?? ''],
      name: (id) => ({ name: artists[id]!.name }),
      uri: (id) => uriField(artists[id]!.uri),
    };
  }
  if (of === 'albums') {
    return {
      of,
      idOf: ({ track }) => tracks[track]!.album,
      labels: (id) => [albums[id]!.name, artists[albums[id]!.artist]!.name],
      name: (id) => ({ name: albums[id]!.name, ...byline(albums[id]!.artist) }),
      uri: () => ({}),
    };
  }
  const standing = standings(made, countItems(made, 'releases', plays));
  const main = (id: number): number => standing.get(id)!.track;
  return {
    of,
    idOf: ({ track }) => tracks[track]!.recording,
    labels: (id) => trackLabels(made, main(id)),
    name: (id) => ({ name: tracks[main(id)]!.title, ...byline(tracks[main(id)]!.artist) }),
    uri: (id) => uriField(tracks[main(id)]!.uri),
  };
}
