import type { SeededRandom } from '../fixtures/seededRandom.ts';
import type { SimPlayable } from './catalogue.ts';
import { defaultDevices } from './devices.ts';
import type { SimDevice } from './devices.ts';
import { isPlayable, PlayOrder } from './playOrder.ts';
import type { RecentlyPlayed } from './recentlyPlayed.ts';
import type { SimulatorClock } from './simulatorClock.ts';

export type RepeatState = 'off' | 'context' | 'track';

export interface PlayStart {
  /** Where in the context or list, from 0; default the first, with shuffle any. */
  readonly index?: number;
  readonly positionMs?: number;
}

export interface PlayerWorld {
  readonly clock: SimulatorClock;
  readonly random: SeededRandom;
  readonly recentlyPlayed: RecentlyPlayed;
  playable(uri: string): SimPlayable | undefined;
  /** What a context URI (album, artist, playlist, show) plays in turn; `undefined` if there is no such context. */
  contextItems(uri: string): readonly SimPlayable[] | undefined;
}

/** A listen becomes a recent play from here on. */
const minHeardMs = 30_000;
const queueShown = 20;

/**
 * One user's player on any of the user's devices. Nothing runs in the background: every look at it first brings
 * it up to the clock, track end by track end and late command by late command, in their order.
 */
export class SimulatedPlayer {
  devices: SimDevice[];
  /** URIs that were queued by hand and come before the rest of the context. */
  readonly queue: string[] = [];
  /** Where each begun episode was left, in ms. */
  readonly resumePoints = new Map<string, number>();
  readonly #world: PlayerWorld;
  #activeDeviceId: string | undefined;
  #order: PlayOrder;
  #item: SimPlayable | undefined;
  #fromQueue = false;
  #playing = false;
  #progress = 0;
  #since = 0;
  #begunAt = 0;
  #heard = 0;
  #changedAt = 0;
  #shuffle = false;
  #repeat: RepeatState = 'off';
  #settling = false;
  #pending: { readonly at: number; readonly effect: (at: number) => void }[] = [];

  constructor(world: PlayerWorld) {
    this.#world = world;
    this.#order = new PlayOrder(undefined, [], world.random);
    this.devices = defaultDevices(world.random);
    this.#activeDeviceId = this.devices[0]?.id;
    this.#since = this.#changedAt = world.clock.now();
  }

  get activeDeviceId(): string | undefined {
    this.#settle();
    return this.#activeDeviceId;
  }

  /** `undefined` ends the session: what plays stops and the API says 'nothing'. */
  set activeDeviceId(id: string | undefined) {
    this.transfer(id);
  }

  /** `undefined` also when the active device left the list. */
  get activeDevice(): SimDevice | undefined {
    const id = this.activeDeviceId;
    return this.devices.find((device) => device.id === id);
  }

  get isPlaying(): boolean {
    return this.activeDevice !== undefined && this.#playing;
  }

  get item(): SimPlayable | undefined {
    this.#settle();
    return this.#item;
  }

  get progressMs(): number {
    return this.#progressAt(this.#settle());
  }

  get contextUri(): string | undefined {
    this.#settle();
    return this.#order.contextUri;
  }

  get shuffle(): boolean {
    this.#settle();
    return this.#shuffle;
  }

  get repeat(): RepeatState {
    this.#settle();
    return this.#repeat;
  }

  /** Unix ms of the last change that was not mere progress. */
  get changedAt(): number {
    this.#settle();
    return this.#changedAt;
  }

  get canSkipNext(): boolean {
    this.#settle();
    return this.queue.length > 0 || !this.#order.isLast || this.#repeat !== 'off';
  }

  get canSkipPrevious(): boolean {
    this.#settle();
    return this.#fromQueue || !this.#order.isFirst || this.#repeat !== 'off';
  }

  /** What comes next, the hand-made queue first. */
  get upcoming(): readonly SimPlayable[] {
    this.#settle();
    const queued = this.queue.flatMap((uri) => this.#world.playable(uri) ?? []);
    const rest = this.#order.upcoming(this.#repeat === 'context');
    return [...queued, ...rest].slice(0, queueShown);
  }

  /**
   * Starts a context, one item or a list of items.
   * @throws Error for a URI that is neither
   */
  play(what: string | readonly string[], start: PlayStart = {}, at = this.#settle()): void {
    const contextItems = typeof what === 'string' ? this.#world.contextItems(what) : undefined;
    const uris = typeof what === 'string' ? [what] : what;
    const items = contextItems ?? uris.flatMap((uri) => this.#world.playable(uri) ?? []);
    if (items.length === 0) throw new Error(`There is nothing to play in ${uris.join(', ')}.`);
    this.#leave(at);
    const order = new PlayOrder(contextItems === undefined ? undefined : uris[0], items, this.#world.random);
    order.arrange(start.index ?? (this.#shuffle ? order.randomIndex() : 0), this.#shuffle);
    this.#order = order;
    this.#fromQueue = false;
    this.#playing = true;
    const first = order.current;
    if (first === undefined || !isPlayable(first)) this.#toNext(at);
    else this.#begin(first, at);
    if (start.positionMs !== undefined) this.seek(start.positionMs, at);
  }

  resume(at = this.#settle()): void {
    if (this.#item === undefined) return;
    this.#mark(at);
    this.#playing = true;
  }

  pause(at = this.#settle()): void {
    this.#mark(at);
    this.#playing = false;
  }

  /** Skipping, also back, starts a paused player. */
  next(at = this.#settle()): void {
    this.#leave(at);
    this.#playing = true;
    this.#toNext(at);
  }

  previous(at = this.#settle()): void {
    this.#leave(at);
    if (!this.#fromQueue) this.#order.back(this.#repeat !== 'off');
    this.#fromQueue = false;
    this.#playing = true;
    if (this.#order.current !== undefined) this.#begin(this.#order.current, at);
  }

  /** Past the end it goes on to the next item. */
  seek(positionMs: number, at = this.#settle()): void {
    if (this.#item === undefined) return;
    if (positionMs >= this.#item.durationMs) {
      this.next(at);
      return;
    }
    this.#mark(at);
    this.#progress = positionMs;
  }

  setShuffle(on: boolean, at = this.#settle()): void {
    this.#shuffle = on;
    this.#order.arrange(this.#order.currentIndex, on);
    this.#changedAt = at;
  }

  setRepeat(state: RepeatState, at = this.#settle()): void {
    this.#repeat = state;
    this.#changedAt = at;
  }

  setVolume(percent: number, deviceId = this.activeDeviceId): void {
    const device = this.devices.find(({ id }) => id === deviceId);
    if (device !== undefined) device.volumePercent = percent;
  }

  /** @param play true starts, `undefined` keeps the state */
  transfer(deviceId: string | undefined, play?: boolean, at = this.#settle()): void {
    this.#mark(at);
    this.#activeDeviceId = deviceId;
    if (deviceId === undefined) this.#playing = false;
    else if (play === true && this.#item !== undefined) this.#playing = true;
  }

  enqueue(uri: string, _at = this.#settle()): void {
    this.queue.push(uri);
  }

  /** A command that was accepted now and is obeyed when the clock says so. */
  later(at: number, effect: (at: number) => void): void {
    this.#pending.push({ at, effect });
    this.#pending.sort((a, b) => a.at - b.at);
  }

  /** Brings everything up to now, which is returned. */
  #settle(): number {
    const now = this.#world.clock.now();
    // A late command looks at the player too, which then is as of that command's time.
    if (this.#settling) return now;
    this.#settling = true;
    try {
      this.#runUntil(now);
    } finally {
      this.#settling = false;
    }
    return now;
  }

  #runUntil(now: number): void {
    for (;;) {
      const due = this.#pending[0];
      const dueAt = due !== undefined && due.at <= now ? due.at : undefined;
      const end = this.#endOfItem();
      if (end <= (dueAt ?? now)) {
        this.#finish(end);
      } else if (due !== undefined && dueAt !== undefined) {
        this.#pending.shift();
        due.effect(dueAt);
      } else {
        return;
      }
    }
  }

  #endOfItem(): number {
    if (!this.#playing || this.#item === undefined) return Infinity;
    if (!this.devices.some(({ id }) => id === this.#activeDeviceId)) return Infinity;
    return this.#since + this.#item.durationMs - this.#progress;
  }

  #progressAt(at: number): number {
    if (this.#item === undefined) return 0;
    const run = this.#playing ? Math.max(0, at - this.#since) : 0;
    return Math.min(this.#item.durationMs, this.#progress + run);
  }

  /** Takes over the progress until now; a change follows. */
  #mark(at: number): void {
    const progress = this.#progressAt(at);
    this.#heard += progress - this.#progress;
    this.#progress = progress;
    this.#since = this.#changedAt = at;
  }

  #begin(item: SimPlayable, at: number): void {
    this.#item = item;
    this.#progress = 0;
    this.#heard = 0;
    this.#since = this.#begunAt = this.#changedAt = at;
  }

  /** The item is over or given up: a long enough listen is remembered. */
  #leave(at: number): void {
    this.#mark(at);
    const item = this.#item;
    if (item === undefined) return;
    if (item.kind === 'episode') this.resumePoints.set(item.uri, this.#progress);
    else if (this.#heard >= Math.min(minHeardMs, item.durationMs)) {
      this.#world.recentlyPlayed.heard(item, this.#begunAt, at, this.#order.contextUri);
    }
    this.#heard = 0;
  }

  #finish(at: number): void {
    this.#leave(at);
    if (this.#repeat === 'track' && this.#item !== undefined) this.#begin(this.#item, at);
    else this.#toNext(at);
  }

  #toNext(at: number): void {
    const queued = this.queue.shift();
    const fromQueue = queued === undefined ? undefined : this.#world.playable(queued);
    if (fromQueue !== undefined) {
      this.#fromQueue = true;
      this.#begin(fromQueue, at);
      return;
    }
    this.#fromQueue = false;
    const goesOn = this.#order.forward(this.#repeat !== 'off');
    if (this.#order.current !== undefined) this.#begin(this.#order.current, at);
    if (!goesOn) this.#playing = false;
  }
}
