import type { ItemType } from '../../../protocol/history/insights/itemTypes.ts';
import type { Catalogue } from '../columns.ts';
import {
  artistNames,
  compareAlbums,
  compareArtists,
  compareTracks,
  isSpotifyUri,
  uriField,
  type CompareLabels,
} from '../labels.ts';
import { recordingsOf } from '../recordings.ts';
import type { Tally } from '../tally.ts';
import { KeptAnswers } from '../keptAnswers.ts';

/** Artists, tracks or albums of a catalogue. Releases of one recording are one track. */
export interface Items {
  readonly of: ItemType;
  readonly count: number;
  /** Item of each track of the catalogue; −1 where no artist or album is known. */
  readonly itemOf: Int32Array;
  /** Tracks by item, ascending within each. */
  readonly tracks: Int32Array;
  /** Per item: where its tracks begin; closed by their number. */
  readonly starts: Int32Array;
}

const itemsKept = new KeptAnswers<Catalogue, Items>(3);

export function itemsOf(catalogue: Catalogue, of: ItemType): Items {
  return itemsKept.get(catalogue, of, () => {
    const { count, itemOf } = groupTracks(catalogue, of);
    return { of, count, itemOf, ...byItem(itemOf, count) };
  });
}

function groupTracks(catalogue: Catalogue, of: ItemType): Pick<Items, 'count' | 'itemOf'> {
  const { trackArtist, trackAlbum, artistName, albumName } = catalogue;
  switch (of) {
    case 'artists': {
      const itemOf = trackArtist.map((artist) => (artistName[artist] === '' ? -1 : artist));
      return { count: artistName.length, itemOf };
    }
    case 'albums':
      return { count: albumName.length, itemOf: trackAlbum };
    case 'tracks': {
      const { recordingOf, count } = recordingsOf(catalogue);
      return { count, itemOf: recordingOf };
    }
  }
}

function byItem(itemOf: Int32Array, count: number): Pick<Items, 'tracks' | 'starts'> {
  const starts = new Int32Array(count + 1);
  for (const item of itemOf) if (item >= 0) starts[item + 1]!++;
  for (let item = 0; item < count; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice();
  const tracks = new Int32Array(starts[count]!);
  for (let track = 0; track < itemOf.length; track++) {
    const item = itemOf[track]!;
    if (item >= 0) tracks[next[item]!++] = track;
  }
  return { tracks, starts };
}

/** Tracks of the catalogue that an item consists of, ascending. */
export function tracksOf({ tracks, starts }: Items, item: number): Int32Array {
  return tracks.subarray(starts[item], starts[item + 1]);
}

/** Plays and time of the tracks of each item together. */
export function tallyItems({ count, itemOf }: Items, tracks: Tally): Tally {
  const plays = new Int32Array(count);
  const ms = new Float64Array(count);
  for (let track = 0; track < itemOf.length; track++) {
    const item = itemOf[track]!;
    if (item < 0 || tracks.plays[track] === 0) continue;
    plays[item]! += tracks.plays[track]!;
    ms[item]! += tracks.ms[track]!;
  }
  return { plays, ms };
}

/** What a reader sees of items. */
export interface ItemLabels {
  readonly compare: CompareLabels;
  nameOf(item: number): { name: string; artists?: string[] };
  uriOf(item: number): { uri?: string };
}

/** @param tracks of which the releases that were played stand for their recordings */
export function labelsOf(catalogue: Catalogue, items: Items, tracks: Tally): ItemLabels {
  const { trackName, trackUri, trackArtist, artistName, artistUri, albumName, albumArtist } = catalogue;
  switch (items.of) {
    case 'artists':
      return {
        compare: compareArtists(catalogue),
        nameOf: (id) => ({ name: artistName[id]! }),
        uriOf: (id) => uriField(artistUri[id]),
      };
    case 'albums':
      return {
        compare: compareAlbums(catalogue),
        nameOf: (id) => ({ name: albumName[id]!, ...artistsField(catalogue, albumArtist[id]!) }),
        uriOf: () => ({}),
      };
    case 'tracks': {
      const main = mainRelease(catalogue, items, tracks);
      const compare = compareTracks(catalogue);
      return {
        compare: (a, b) => compare(main(a), main(b)),
        nameOf: (id) => ({
          name: trackName[main(id)]!,
          ...artistsField(catalogue, trackArtist[main(id)]!),
        }),
        uriOf: (id) => uriField(trackUri[main(id)]),
      };
    }
  }
}

function artistsField(catalogue: Catalogue, artist: number): { artists?: string[] } {
  const artists = artistNames(catalogue, artist);
  return artists.length > 0 ? { artists } : {};
}

/** The track that stands for a recording, as `tallyRecordings` chooses it; any of those that were not played. */
function mainRelease(catalogue: Catalogue, items: Items, { plays, ms }: Tally): (item: number) => number {
  const { trackUri } = catalogue;
  const compare = compareTracks(catalogue);
  const isBetter = (track: number, other: number): boolean => {
    if (plays[track] === 0 || plays[other] === 0) return plays[track]! > plays[other]!;
    const [has, had] = [isSpotifyUri(trackUri[track]), isSpotifyUri(trackUri[other])];
    if (has !== had) return has;
    const more = plays[track]! - plays[other]! || ms[track]! - ms[other]!;
    return more > 0 || (more === 0 && compare(track, other) < 0);
  };
  return (item) => tracksOf(items, item).reduce((main, track) => (isBetter(track, main) ? track : main));
}
