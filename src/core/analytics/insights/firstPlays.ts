import type { PlayColumns } from '../columns.ts';
import type { PlaySelection } from '../plays.ts';
import { dayMs } from '../timeZone.ts';
import type { Items } from './items.ts';
import { KeptAnswers } from '../keptAnswers.ts';

/** Days after its first play in which a discovery shows whether it caught on. */
export const firstDays = 7;

/** When each item was heard first. */
export interface FirstPlays {
  /** Per item: its first play, as an index into the plays of the history; their number for one without plays. */
  readonly first: Int32Array;
  /** Items that were played, in the order of their first plays. */
  readonly order: Int32Array;
  /** Per item: plays in the {@link firstDays} times 24 hours from its first play on, that one included. */
  readonly early: Int32Array;
}

/** Artists, tracks and albums. */
const firstsKept = new KeptAnswers<PlaySelection, FirstPlays>(3);

/** The first plays ever, by the play rule of the selection. */
export function firstPlaysOf(columns: PlayColumns, history: PlaySelection, items: Items): FirstPlays {
  return firstsKept.get(history, items.of, () => {
    const first = earliest(history, items);
    return {
      first,
      order: inOrder(first, history.rows.length),
      early: countEarly(columns, history, items, first),
    };
  });
}

function earliest({ rows, firstPlay }: PlaySelection, { count, itemOf }: Items): Int32Array {
  const first = new Int32Array(count).fill(rows.length);
  for (let track = 0; track < itemOf.length; track++) {
    const item = itemOf[track]!;
    if (item >= 0 && firstPlay[track]! < first[item]!) first[item] = firstPlay[track]!;
  }
  return first;
}

function inOrder(first: Int32Array, plays: number): Int32Array {
  // A play has one item, so the number of the play and that of the item make one sortable number.
  const keys = new Float64Array(first.length);
  let count = 0;
  for (let item = 0; item < first.length; item++) {
    if (first[item]! < plays) keys[count++] = first[item]! * first.length + item;
  }
  return Int32Array.from(keys.subarray(0, count).sort(), (key) => key % first.length);
}

function countEarly(
  { endedAt, track }: PlayColumns,
  { rows }: PlaySelection,
  { itemOf }: Items,
  first: Int32Array,
): Int32Array {
  const early = new Int32Array(first.length);
  const until = Float64Array.from(first, (play) =>
    play < rows.length ? endedAt[rows[play]!]! + firstDays * dayMs : 0,
  );
  for (let play = 0; play < rows.length; play++) {
    const row = rows[play]!;
    const item = itemOf[track[row]!]!;
    if (item >= 0 && endedAt[row]! < until[item]!) early[item]!++;
  }
  return early;
}

/** Items whose first play ever is one of these plays, in the order of their first plays. */
export function itemsFirstHeard({ first, order }: FirstPlays, from: number, to: number): Int32Array {
  return order.subarray(placeOf(from), placeOf(to));

  function placeOf(play: number): number {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (first[order[middle]!]! < play) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
