import type { SimTrack } from './catalogue.ts';

export interface SimPlay {
  readonly track: SimTrack;
  /** Unix ms of the end of the play, or of its start where {@link RecentlyPlayed.reports} says so. */
  readonly playedAt: number;
  readonly contextUri: string | undefined;
}

/** The last 50 plays of tracks, newest first; older ones are gone for good, as at Spotify. */
export class RecentlyPlayed {
  /** How many plays are kept and can be paged back to; 50 as today, or more as the reference once promised. */
  reach = 50;
  /** Whether anything but the newest page is answered at all. */
  goesBack = true;
  /** Which time is told of what the player plays: the end as today, or the start as some devices did. */
  reports: 'end' | 'start' = 'end';
  #plays: SimPlay[] = [];

  get plays(): readonly SimPlay[] {
    return this.#plays;
  }

  /**
   * Times are unique, because a page's cursor is a time. A play of a device that was offline comes late: its time lies
   * behind the newest one's.
   */
  add(track: SimTrack, playedAt: number, contextUri?: string): void {
    let time = Math.round(playedAt);
    while (this.#plays.some((play) => play.playedAt === time)) time += 1;
    this.#plays = [{ track, playedAt: time, contextUri }, ...this.#plays]
      .sort((a, b) => b.playedAt - a.playedAt)
      .slice(0, this.reach);
  }

  /** What the player played, told by the time that {@link reports} says. */
  heard(track: SimTrack, startedAt: number, endedAt: number, contextUri?: string): void {
    this.add(track, this.reports === 'end' ? endedAt : startedAt, contextUri);
  }

  clear(): void {
    this.#plays = [];
  }
}
