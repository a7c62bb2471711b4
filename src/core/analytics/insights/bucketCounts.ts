import type { PlayColumns } from '../columns.ts';
import { compareArtists } from '../labels.ts';
import { recordingsOf } from '../recordings.ts';
import { IdCounts } from './idCounts.ts';

/** Plays from `first` up to, not including, `end`, as indexes into the plays of the history. */
export interface PlayRange {
  readonly first: number;
  readonly end: number;
}

interface CountedArtist {
  readonly artist: number;
  readonly plays: number;
  readonly ms: number;
}

/** What was played in one period. */
export interface BucketCounts {
  readonly plays: number;
  /** Heard, ms. */
  readonly ms: number;
  /** Recordings, whichever of their releases were played. */
  readonly tracks: number;
  /** Artists without a name are not among them. */
  readonly artists: number;
  /** The artist with most plays and the one with most time. */
  readonly topByPlays: CountedArtist | undefined;
  readonly topByTime: CountedArtist | undefined;
}

/** Counts periods one after another; its tables are made once and cleared by what was touched. */
export class BucketCounter {
  private readonly columns: PlayColumns;
  private readonly rows: Int32Array;
  private readonly isMatch: Uint8Array | undefined;
  private readonly tracks: IdCounts;
  private readonly recordings: IdCounts;
  private readonly artists: IdCounts;

  /**
   * @param rows the plays of the history
   * @param isMatch 1 for tracks that count; every track where it is absent
   */
  constructor(columns: PlayColumns, rows: Int32Array, isMatch: Uint8Array | undefined) {
    this.columns = columns;
    this.rows = rows;
    this.isMatch = isMatch;
    this.tracks = new IdCounts(columns.catalogue.trackName.length);
    this.recordings = new IdCounts(recordingsOf(columns.catalogue).count);
    this.artists = new IdCounts(columns.catalogue.artistName.length);
  }

  count(ranges: readonly PlayRange[]): BucketCounts {
    const { tracks, recordings, artists } = this;
    for (const range of ranges) this.addPlays(range);
    const { catalogue } = this.columns;
    const { trackArtist, artistName } = catalogue;
    const { recordingOf } = recordingsOf(catalogue);
    let plays = 0;
    let ms = 0;
    for (let k = 0; k < tracks.count; k++) {
      const track = tracks.touched[k]!;
      const [trackPlays, trackMs] = [tracks.plays[track]!, tracks.ms[track]!];
      plays += trackPlays;
      ms += trackMs;
      recordings.add(recordingOf[track]!, trackPlays, trackMs);
      const artist = trackArtist[track]!;
      if (artistName[artist] !== '') artists.add(artist, trackPlays, trackMs);
    }
    const counts = {
      plays,
      ms,
      tracks: recordings.count,
      artists: artists.count,
      topByPlays: this.top(artists.plays, artists.ms),
      topByTime: this.top(artists.ms, artists.plays),
    };
    tracks.clear();
    recordings.clear();
    artists.clear();
    return counts;
  }

  private addPlays({ first, end }: PlayRange): void {
    const { rows, isMatch, tracks } = this;
    const { track, msPlayed } = this.columns;
    for (let play = first; play < end; play++) {
      const row = rows[play]!;
      const id = track[row]!;
      if (isMatch !== undefined && isMatch[id] !== 1) continue;
      const heard = msPlayed[row]!;
      tracks.add(id, 1, heard > 0 ? heard : 0);
    }
  }

  /** Ranked as top lists are: by a value, then by the other, then by name. */
  private top(value: Int32Array | Float64Array, other: Int32Array | Float64Array): CountedArtist | undefined {
    const { artists } = this;
    const compareLabels = compareArtists(this.columns.catalogue);
    let best = -1;
    for (let k = 0; k < artists.count; k++) {
      const id = artists.touched[k]!;
      if (best < 0) best = id;
      else {
        const order =
          value[best]! - value[id]! || other[best]! - other[id]! || compareLabels(id, best) || id - best;
        if (order < 0) best = id;
      }
    }
    return best < 0 ? undefined : { artist: best, plays: artists.plays[best]!, ms: artists.ms[best]! };
  }
}
