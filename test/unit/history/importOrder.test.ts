import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryStore } from '../../../src/core/history/historyStore.ts';
import { sources } from '../../../src/protocol/history/window.ts';
import { madeTruth, type MadeTruth } from './madeTruth.ts';
import { poll } from './polls.ts';
import { importRows, MemoryFolder, openStore, playsOf } from './stores.ts';

const ann = 'ann';

/** Something that is imported or collected. */
type Part = (store: HistoryStore) => void;

/** Everything that can be told of the plays, in no order. */
function tell(store: HistoryStore): string[] {
  const columns = store.columns(ann);
  const { flags, reasonEnd, words } = columns.details();
  return playsOf(store, ann)
    .map((play, row) =>
      JSON.stringify({
        ...play,
        estimated: columns.estimated[row],
        source: sources[columns.source[row] as number],
        flags: flags[row],
        reasonEnd: words[reasonEnd[row] as number],
      }),
    )
    .sort();
}

function exactPlays(store: HistoryStore): (readonly [number, string])[] {
  return playsOf(store, ann).map(({ endedAt, name }) => [endedAt, name] as const);
}

const byTime = (a: readonly [number, string], b: readonly [number, string]): number =>
  a[0] - b[0] || a[1].localeCompare(b[1]);

function parts(truth: MadeTruth): Record<string, Part> {
  return {
    account: (store) =>
      importRows(store, truth.account, { account: ann, file: 'StreamingHistory_music_0.json' }),
    first: (store) =>
      importRows(store, truth.first, { account: ann, file: 'Streaming_History_Audio_2024.json' }),
    second: (store) => {
      for (const [n, rows] of truth.second.entries()) {
        importRows(store, rows, { account: ann, file: `Streaming_History_Audio_2024_${n}.json` });
      }
    },
    polls: (store) => {
      for (const page of truth.polls) poll(store, ann, page);
    },
    live: (store) => {
      store.collection.storeLive({ account: ann, listens: [...truth.live] });
    },
  };
}

/** The same in as small pieces as there are. */
function pieces(truth: MadeTruth): Part[] {
  const { account: first, second, live } = parts(truth) as Record<'account' | 'second' | 'live', Part>;
  return [
    first,
    second,
    (store) => importRows(store, truth.first, { account: ann, file: 'Streaming_History_Audio_2024.json' }),
    (store) =>
      importRows(store, truth.second[0], { account: ann, file: 'Streaming_History_Audio_2024_0.json' }),
    (store) =>
      importRows(store, truth.second[1], { account: ann, file: 'Streaming_History_Audio_2024_1.json' }),
    ...truth.polls.map(
      (page): Part =>
        (store) =>
          poll(store, ann, page),
    ),
    ...truth.polls.flatMap((page) =>
      page.map(
        (one): Part =>
          (store) =>
            poll(store, ann, [one]),
      ),
    ),
    live,
    ...truth.live.map(
      (one): Part =>
        (store) =>
          store.collection.storeLive({ account: ann, listens: [one] }),
    ),
  ];
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

describe('the plays of a listener whose every listen is known', () => {
  it('are exact to the play in all orders of the two packages, a later download, the polls and the player', async () => {
    const truth = madeTruth(1);
    const wanted = [...truth.plays].sort(byTime);
    let same: string[] | undefined;
    for (const order of permutations(Object.values(parts(truth)))) {
      const store = await openStore();
      for (const part of order) part(store);
      expect([...exactPlays(store)].sort(byTime)).toEqual(wanted);
      same ??= tell(store);
      expect(tell(store)).toEqual(same);
      store.dispose();
    }
    expect(same).toHaveLength(wanted.length);
  }, 120_000);

  it('know how long a play was heard that only recently-played tells, where the player was watched', async () => {
    const truth = madeTruth(1);
    const store = await openStore();
    for (const part of Object.values(parts(truth))) part(store);
    const heard = new Map(playsOf(store, ann).map(({ endedAt, msPlayed }) => [endedAt, msPlayed]));
    expect(truth.heard.size).toBeGreaterThan(0);
    for (const [at, ms] of truth.heard) expect(heard.get(at)).toBe(ms);
  });

  it('do not change if anything comes again', async () => {
    const truth = madeTruth(2);
    const store = await openStore();
    const all = Object.values(parts(truth));
    for (const part of all) part(store);
    const before = store.columns(ann);
    for (const part of [...all, ...pieces(truth)]) {
      part(store);
      expect(store.columns(ann)).toBe(before);
    }
  }, 60_000);

  it('do not depend on the order in which the smallest pieces come, nor on a restart in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.infiniteStream(fc.double()),
        async (seed, keys) => {
          const truth = madeTruth(seed, 24);
          const straight = await openStore();
          for (const part of Object.values(parts(truth))) part(straight);
          const placed = pieces(truth).map((part) => ({ part, key: keys.next().value as number }));
          placed.sort((a, b) => a.key - b.key);
          let folder = new MemoryFolder();
          let store = await openStore(folder);
          for (const [index, { part }] of placed.entries()) {
            part(store);
            if (index !== placed.length >> 1) continue;
            folder = folder.copy();
            store.dispose();
            store = await openStore(folder);
          }
          expect(tell(store)).toEqual(tell(straight));
          expect([...exactPlays(store)].sort(byTime)).toEqual([...truth.plays].sort(byTime));
          store.dispose();
          straight.dispose();
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});
