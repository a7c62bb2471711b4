import type { TrackNames } from '../trackNames.ts';

/** Tracks as numbers that can be compared, made where they are asked for. */
export class TrackIdentity {
  readonly #numbers = new Map<string, number>();
  readonly #ofTrack = new Map<number, number>();
  readonly #withoutArtist = new Set<number>();
  readonly #names: TrackNames;

  constructor(names: TrackNames) {
    this.#names = names;
  }

  /** Equal for tracks of the same normalised title and artist. @param trackId of the table `tracks` */
  namesOf(trackId: number): number {
    let number = this.#ofTrack.get(trackId);
    if (number === undefined) {
      const key = this.#names.nameKeyOf(trackId);
      number = this.#numbers.get(key) ?? this.#numbers.size;
      this.#numbers.set(key, number);
      this.#ofTrack.set(trackId, number);
      if (key.startsWith('|')) this.#withoutArtist.add(number);
    }
    return number;
  }

  /**
   * Equal for tracks that may be one recording under two ids: as {@link namesOf}, but a track without an artist is
   * only itself. Titles alone ('Intro', 'Episode 1') are shared by strangers.
   */
  recordingOf(trackId: number): number {
    const names = this.namesOf(trackId);
    return this.#withoutArtist.has(names) ? -trackId : names;
  }
}
