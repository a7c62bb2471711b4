import { createHash } from 'node:crypto';
import type { SeededRandom } from '../../../fixtures/seededRandom.ts';
import type { Step } from '../step.ts';
import { cutStates } from './cutStates.ts';
import { rootId } from './diskEvents.ts';
import { DiskModel, keyOfState, type CutState } from './diskModel.ts';
import { dataName, type Workload } from './workload.ts';

/** A power cut, and one of the states that it may leave. */
export interface Instant {
  readonly state: CutState;
  /** Number of the event after which it happens. */
  readonly event: number;
  /** Acknowledged by then. */
  readonly done: readonly Step[];
  /** Asked for by then, and not acknowledged. */
  readonly underWay: readonly Step[];
}

const limits = { everyCombinationOf: 6, drawn: 6 };

/**
 * The power may go after each event: all states that differ, in the order of the events.
 * @param firstEvent earlier ones are no instants
 */
export function instantsOf({ disk, steps }: Workload, random: SeededRandom, firstEvent: number): Instant[] {
  const model = new DiskModel();
  const hash = remembered((bytes) => createHash('sha1').update(bytes).digest('base64'));
  const seen = new Set<string>();
  const instants: Instant[] = [];
  const asked = new Set<number>();
  const answered = new Set<number>();
  for (const [event, what] of disk.events.entries()) {
    model.apply(what);
    if (what.kind === 'step') (what.isDone ? answered : asked).add(what.step);
    if (event < firstEvent) continue;
    const data = model.current.names.get(rootId)?.get(dataName);
    const states = cutStates(model, random, limits, (folder) => folder === rootId || folder === data);
    for (const state of states) {
      const key = `${asked.size} ${answered.size} ${keyOfState(state, hash)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      instants.push({
        ...{ state, event },
        done: steps.filter((_, n) => answered.has(n)),
        underWay: steps.filter((_, n) => asked.has(n) && !answered.has(n)),
      });
    }
  }
  return instants;
}

function remembered(hash: (bytes: Uint8Array) => string): (bytes: Uint8Array) => string {
  const known = new WeakMap<Uint8Array, string>();
  return (bytes) => {
    const sum = known.get(bytes) ?? hash(bytes);
    known.set(bytes, sum);
    return sum;
  };
}
