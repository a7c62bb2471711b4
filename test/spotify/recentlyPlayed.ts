import type { SimTrack } from './catalogue.ts';

export interface SimPlay {
  readonly track: SimTrack;
  /** Unix ms of the end of the play. */
  readonly playedAt: number;
  readonly contextUri: string | undefined;
}

const kept = 50;

/** The last 50 plays of tracks, newest first; older ones are gone for good, as at Spotify. */
export class RecentlyPlayed {
  #plays: SimPlay[] = [];

  get plays(): readonly SimPlay[] {
    return this.#plays;
  }

  /** Times are unique, because a page's cursor is a time. */
  add(track: SimTrack, playedAt: number, contextUri?: string): void {
    let time = Math.round(playedAt);
    while (this.#plays.some((play) => play.playedAt === time)) time += 1;
    this.#plays = [{ track, playedAt: time, contextUri }, ...this.#plays]
      .sort((a, b) => b.playedAt - a.playedAt)
      .slice(0, kept);
  }

  clear(): void {
    this.#plays = [];
  }
}
