import type { Catalogue } from '../columns.ts';
import { compareTracks, isSpotifyUri } from '../labels.ts';
import { recordingsOf, type RecordingTally } from '../recordings.ts';
import type { IdCounts } from './idCounts.ts';

/** The tally of `tallyRecordings`, of the played recordings only: it costs nothing for all the others. */
export function tallyFewRecordings(catalogue: Catalogue, tracks: IdCounts): RecordingTally {
  const { recordingOf } = recordingsOf(catalogue);
  const placeOf = new Map<number, number>();
  const plays = new Int32Array(tracks.count);
  const ms = new Float64Array(tracks.count);
  const releases = new Int32Array(tracks.count);
  const track = new Int32Array(tracks.count);
  const compare = compareTracks(catalogue);
  for (let k = 0; k < tracks.count; k++) {
    const id = tracks.touched[k]!;
    const recording = recordingOf[id]!;
    let place = placeOf.get(recording);
    if (place === undefined) placeOf.set(recording, (place = placeOf.size));
    plays[place]! += tracks.plays[id]!;
    ms[place]! += tracks.ms[id]!;
    if (releases[place]!++ === 0 || standsBefore(id, track[place]!)) track[place] = id;
  }
  const count = placeOf.size;
  return {
    plays: plays.subarray(0, count),
    ms: ms.subarray(0, count),
    track: track.subarray(0, count),
    releases: releases.subarray(0, count),
  };

  /** One with a URI, then the most played one. */
  function standsBefore(id: number, other: number): boolean {
    const [has, had] = [isSpotifyUri(catalogue.trackUri[id]), isSpotifyUri(catalogue.trackUri[other])];
    if (has !== had) return has;
    const more = tracks.plays[id]! - tracks.plays[other]! || tracks.ms[id]! - tracks.ms[other]!;
    return more > 0 || (more === 0 && compare(id, other) < 0);
  }
}
