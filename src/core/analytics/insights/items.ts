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
import { KeptAnswers } from './keptAnswers.ts';

/** Artists, tracks or albums of a catalogue. Releases of one recording are one track. */
export interface Items {
  readonly of: ItemType;
  readonly count: number;
  /** Item of each track of the catalogue; −1 where no artist or album is known. */
  readonly itemOf: Int32Array;
}

const itemsKept = new KeptAnswers<Catalogue, Items>(3);

export function itemsOf(catalogue: Catalogue, of: ItemType): Items {
  return itemsKept.get(catalogue, of, () => groupTracks(catalogue, of));
}

function groupTracks(catalogue: Catalogue, of: ItemType): Items {
  const { trackArtist, trackAlbum, artistName, albumName } = catalogue;
  switch (of) {
    case 'artists':
      return {
        of,
        count: artistName.length,
        itemOf: trackArtist.map((artist) => (artistName[artist] === '' ? -1 : artist)),
      };
    case 'albums':
      return { of, count: albumName.length, itemOf: trackAlbum };
    case 'tracks': {
      const { recordingOf, count } = recordingsOf(catalogue);
      return { of, count, itemOf: recordingOf };
    }
  }
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
      const track = mainReleases(catalogue, items, tracks);
      const compare = compareTracks(catalogue);
      return {
        compare: (a, b) => compare(track[a]!, track[b]!),
        nameOf: (id) => ({
          name: trackName[track[id]!]!,
          ...artistsField(catalogue, trackArtist[track[id]!]!),
        }),
        uriOf: (id) => uriField(trackUri[track[id]!]),
      };
    }
  }
}

function artistsField(catalogue: Catalogue, artist: number): { artists?: string[] } {
  const artists = artistNames(catalogue, artist);
  return artists.length > 0 ? { artists } : {};
}

/** The track that stands for each recording, as `tallyRecordings` chooses it; any of those that were not played. */
function mainReleases(catalogue: Catalogue, { count, itemOf }: Items, { plays, ms }: Tally): Int32Array {
  const { trackUri } = catalogue;
  const compare = compareTracks(catalogue);
  const isBetter = (track: number, other: number): boolean => {
    if (plays[track] === 0 || plays[other] === 0) return plays[track]! > plays[other]!;
    const [has, had] = [isSpotifyUri(trackUri[track]), isSpotifyUri(trackUri[other])];
    if (has !== had) return has;
    const more = plays[track]! - plays[other]! || ms[track]! - ms[other]!;
    return more > 0 || (more === 0 && compare(track, other) < 0);
  };
  const main = new Int32Array(count).fill(-1);
  for (let track = 0; track < itemOf.length; track++) {
    const item = itemOf[track]!;
    if (main[item]! < 0 || isBetter(track, main[item]!)) main[item] = track;
  }
  return main;
}
