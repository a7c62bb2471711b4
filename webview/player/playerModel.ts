import { expected } from './expected.ts';
import { positionAt, type ExpectedState, type PlayerViewState, type Wish } from './playerState.ts';
import type { PlayerActions } from './playerActions.ts';

export interface PlayerModelPorts {
  readonly actions: Pick<PlayerActions, 'control' | 'setSaved'>;
  /** Unix ms. */
  readonly now: () => number;
  /** What is shown is another state than before. */
  readonly onChange: () => void;
  readonly onProblem: (error: unknown) => void;
  readonly onNote: (note: string) => void;
}

/** Wishes that need not wait for each other. */
type Lane = 'player' | 'volume' | 'library';

interface Pending {
  readonly wish: Wish;
  /** Unix ms. */
  readonly at: number;
  readonly lane: Lane;
  /** A later wish of the same key takes the place of one that waits; `undefined`: each one counts. */
  readonly key: string | undefined;
  status: 'resting' | 'waiting' | 'sent';
}

/** How far a new reading may lie behind what is shown without the position jumping back, ms. */
const backlashMs = 1_500;
/** Skips that may wait; who clicks more often wants to stop somewhere else. */
const maxWaitingSteps = 5;

/**
 * What the view shows: the state told last, with what was wished since. A wish is seen at once and settled by its
 * answer; one that fails is taken back with those that wait behind it. One call of a lane is under way at a time,
 * and of waiting wishes for the same thing the last one wins.
 */
export class PlayerModel {
  readonly #ports: PlayerModelPorts;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #base: PlayerViewState;
  /** `readAt` of the state told last, while an answer has told more of the player since. */
  #outdatedAt: number | undefined;
  #toldAt: number | undefined;
  #pending: Pending[] = [];
  #disposed = false;

  constructor(ports: PlayerModelPorts) {
    this.#ports = ports;
    this.#base = { readAt: ports.now() };
  }

  get shown(): ExpectedState {
    return this.#pending.reduce<ExpectedState>(
      (state, { wish, at }) => expected(state, wish, at),
      this.#base,
    );
  }

  /** A state of the same reading as before changes all but what an answer has told since. */
  show(state: PlayerViewState): void {
    const isOutdated = state.readAt === this.#outdatedAt;
    if (!isOutdated) this.#outdatedAt = undefined;
    this.#toldAt = state.readAt;
    this.#base = isOutdated ? withAnswerOf(this.#base, state) : withoutBacklash(this.#base, state);
    this.#ports.onChange();
  }

  /** @param restMs waits so long for a later wish of the same kind before it is sent */
  wish(wish: Wish, restMs = 0): void {
    const { key, lane } = placeOf(wish);
    const outdated = (one: Pending): boolean =>
      one.status !== 'sent' &&
      ((key !== undefined && one.key === key) || (isStep(wish) && one.wish.action === 'seek'));
    this.#pending = this.#pending.filter((one) => !outdated(one));
    const steps = this.#pending.filter((one) => isStep(one.wish) && one.status !== 'sent');
    if (isStep(wish) && steps.length >= maxWaitingSteps) return;
    const pending: Pending = {
      ...{ wish, key, lane },
      at: this.#ports.now(),
      status: restMs > 0 ? 'resting' : 'waiting',
    };
    this.#pending.push(pending);
    if (restMs > 0) this.#rest(pending, restMs);
    this.#sendNext(lane);
    this.#ports.onChange();
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #rest(pending: Pending, ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      pending.status = 'waiting';
      this.#sendNext(pending.lane);
    }, ms);
    this.#timers.add(timer);
  }

  #sendNext(lane: Lane): void {
    const own = this.#pending.filter((one) => one.lane === lane);
    const next = own.find(({ status }) => status === 'waiting');
    if (next === undefined || own.some(({ status }) => status === 'sent')) return;
    next.status = 'sent';
    this.#send(next).then(
      (state) => {
        this.#settle(next, [next]);
        const { playback } = this.#base;
        this.#base = withoutBacklash(this.#base, state(this.#base));
        if (this.#base.playback !== playback) this.#outdatedAt = this.#toldAt;
        this.#after(lane);
      },
      (error: unknown) => {
        this.#settle(
          next,
          this.#pending.filter((one) => one.lane === lane),
        );
        if (!this.#disposed) this.#ports.onProblem(error);
        this.#after(lane);
      },
    );
  }

  /** Resolves with what the answer makes of the state told last. */
  async #send({ wish, at }: Pending): Promise<(base: PlayerViewState) => PlayerViewState> {
    const { actions, now } = this.#ports;
    if (wish.action === 'like') {
      await actions.setSaved?.(wish.uri, wish.saved);
      return (base) => expected(base, wish, at);
    }
    const { playback, note } = await actions.control(wish);
    if (note !== undefined && !this.#disposed) this.#ports.onNote(note);
    if (playback === undefined)
      return ({ ...base }) => ({ ...expected(base, wish, at), skipping: undefined });
    return (base) => ({ ...sameItemOf(base, playback.item?.uri), playback, readAt: now() });
  }

  #settle(settled: Pending, gone: readonly Pending[]): void {
    this.#pending = this.#pending.filter((one) => one !== settled && !gone.includes(one));
  }

  #after(lane: Lane): void {
    if (this.#disposed) return;
    this.#sendNext(lane);
    this.#ports.onChange();
  }
}

/** What is known of one item says nothing about another. */
function sameItemOf(base: PlayerViewState, uri: string | undefined): PlayerViewState {
  return base.playback?.item?.uri === uri ? base : { ...base, cover: undefined, saved: undefined };
}

/** What was told, but with the player as the answer to a command showed it. */
function withAnswerOf({ playback, readAt }: PlayerViewState, told: PlayerViewState): PlayerViewState {
  const isSame = told.playback?.item?.uri === playback?.item?.uri;
  return { ...told, playback, readAt, ...(!isSame && { cover: undefined, saved: undefined }) };
}

/** A reading is a moment old when it arrives: the position goes on instead of jumping back by that moment. */
function withoutBacklash(before: PlayerViewState, after: PlayerViewState): PlayerViewState {
  const [was, is] = [before.playback, after.playback];
  if (was?.playing !== true || is?.playing !== true || was.item?.uri !== is.item?.uri) return after;
  const behind = (positionAt(before, after.readAt) ?? 0) - (is.progress_ms ?? Infinity);
  if (behind <= 0 || behind > backlashMs || before.readAt > after.readAt) return after;
  return { ...after, readAt: after.readAt, playback: { ...is, progress_ms: (is.progress_ms ?? 0) + behind } };
}

const isStep = ({ action }: Wish): boolean => action === 'next' || action === 'previous';

function placeOf({ action }: Wish): Pick<Pending, 'key' | 'lane'> {
  switch (action) {
    case 'like':
      return { lane: 'library', key: action };
    case 'volume':
      return { lane: 'volume', key: action };
    case 'play':
    case 'resume':
    case 'pause':
      return { lane: 'player', key: 'playing' };
    case 'seek':
    case 'shuffle':
    case 'repeat':
    case 'transfer':
      return { lane: 'player', key: action };
    case 'next':
    case 'previous':
    case 'start':
    case 'queue':
      return { lane: 'player', key: undefined };
  }
}
