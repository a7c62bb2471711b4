import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import {
  addPlaylistItems,
  removePlaylistItems,
  reorderPlaylistItems,
  replacePlaylistItems,
} from '../operations/playlistItems.ts';
import { failedItems, missingItems } from '../playlists/missingItems.ts';
import { removeRest } from '../playlists/removalCalls.ts';
import { NotFound, SpotifyRefused } from '../spotifyErrors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Applied } from './plannedWrite.ts';
import type { RestorePlan, RestoreStep } from './restorePlan.ts';

/** Equal entries of which Spotify may have removed only one; whether it does is not told. */
interface RestStep {
  readonly kind: 'rest';
  readonly uris: readonly string[];
  readonly entries: number;
  readonly snapshotId: string | undefined;
}
type Step = RestoreStep | RestStep;

/** Calls that finding the bad ones among refused items may cost: one of 100 takes up to 14. */
const maxNarrowing = 30;

/**
 * Carries out a restoration, one request after the other. Items that Spotify refuses, since they are gone, are found
 * and left out; any other failure ends it, and what is missing is named.
 * @throws what the first request throws: then nothing was done, or that is unknown (`OutcomeUnknown`)
 */
export async function applyRestore(
  context: SpotifyContext,
  id: string,
  { steps, gentler }: Pick<RestorePlan, 'steps' | 'gentler'>,
): Promise<Applied> {
  try {
    return await new Restoration(context, id, steps).run();
  } catch (error) {
    if (gentler === undefined || !isRefusal(error)) throw error;
    return new Restoration(context, id, gentler).run();
  }
}

class Restoration {
  readonly #context: SpotifyContext;
  readonly #id: string;
  readonly #waiting: Step[];
  readonly #failed: FailedPart[] = [];
  #refused = 0;
  #done = 0;
  #narrowing = maxNarrowing;

  constructor(context: SpotifyContext, id: string, steps: readonly RestoreStep[]) {
    this.#context = context;
    this.#id = id;
    this.#waiting = [...steps];
  }

  async run(): Promise<Applied> {
    for (let step = this.#waiting.shift(); step !== undefined; step = this.#waiting.shift()) {
      try {
        await this.#send(step);
        this.#done += 1;
        const total = this.#done + this.#waiting.length;
        if (total > 1)
          this.#context.progress({ done: this.#done, total, message: 'Bringing back the items' });
      } catch (error) {
        if (step.kind === 'insert' && isRefusal(error)) {
          this.#leaveOut(step, error);
          continue;
        }
        if (this.#done === 0) throw error;
        this.#failed.push(...missingFrom([step, ...this.#waiting], error));
        break;
      }
    }
    return this.#failed.length === 0 ? {} : { failed: this.#failed };
  }

  async #send(step: Step): Promise<void> {
    const { send } = this.#context;
    const id = this.#id;
    switch (step.kind) {
      case 'replace':
        await send(replacePlaylistItems, { id, uris: step.uris });
        return;
      case 'remove': {
        const { uris, entries } = step;
        const { snapshot_id: snapshotId } = await send(removePlaylistItems, { id, uris });
        if (entries > uris.length) this.#waiting.unshift({ kind: 'rest', uris, entries, snapshotId });
        return;
      }
      case 'rest': {
        const left = await removeRest(this.#context, { id, ...step }, new Set(step.uris), step.entries);
        if (left.size > 0) throw new SpotifyRefused('Spotify did not remove every one of it.');
        return;
      }
      case 'move':
        await send(reorderPlaylistItems, {
          ...{ id, rangeStart: step.from, rangeLength: step.length, insertBefore: step.before },
        });
        return;
      case 'insert':
        await send(addPlaylistItems, { id, uris: step.uris, position: step.at - this.#refused });
    }
  }

  /** Cuts a refused request in halves until the bad items stand alone. */
  #leaveOut({ uris, at }: Extract<RestoreStep, { kind: 'insert' }>, error: unknown): void {
    if (uris.length > 1 && this.#narrowing > 1) {
      this.#narrowing -= 2;
      const middle = Math.ceil(uris.length / 2);
      this.#waiting.unshift(
        { kind: 'insert', uris: uris.slice(0, middle), at },
        { kind: 'insert', uris: uris.slice(middle), at: at + middle },
      );
      return;
    }
    const nothingElse = this.#done === 0 && this.#waiting.length === 0;
    if (nothingElse && this.#refused === 0) throw error;
    this.#refused += uris.length;
    this.#failed.push(...failedItems(uris, `Spotify does not take it back: ${toUserMessage(error)}`));
  }
}

function isRefusal(error: unknown): boolean {
  return SpotifyRefused.is(error) || NotFound.is(error);
}

function missingFrom(steps: readonly Step[], error: unknown): readonly FailedPart[] {
  const [first] = steps;
  // An unanswered request of another kind says nothing about the items that are still to be added.
  const added = steps.flatMap((step) => (step.kind === 'insert' || step.kind === 'replace' ? step.uris : []));
  const removed = steps.flatMap((step) => (step.kind === 'remove' || step.kind === 'rest' ? step.uris : []));
  const why = toUserMessage(error);
  return [
    ...failedItems(removed, `Not removed: ${why}`),
    ...(steps.some(({ kind }) => kind === 'move') ? [{ item: 'the order', why }] : []),
    ...(first?.kind === 'insert' || first?.kind === 'replace'
      ? missingItems(added, 0, error)
      : failedItems(added, `Not added: ${why}`)),
  ];
}
