import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRestore, type RestoreStep } from '../../../../src/core/spotify/writes/restorePlan.ts';

const local = 'spotify:local:Garage+Choir:Demo+Tape:Rain+on+Tin:183';
const isFixed = (uri: string): boolean => uri === '' || uri.startsWith('spotify:local:');
const track = (n: number): string => `t${n}`;
const tracks = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => track(from + n));
const kinds = (steps: readonly RestoreStep[]): string[] => steps.map(({ kind }) => kind);

/** A playlist as Spotify changes it: removing a URI removes each of its entries. */
function after(list: readonly string[], steps: readonly RestoreStep[]): readonly string[] {
  let now = [...list];
  for (const step of steps) {
    switch (step.kind) {
      case 'replace':
        expect(now.some(isFixed)).toBe(false);
        now = [...step.uris];
        break;
      case 'remove':
        now = now.filter((uri) => !step.uris.includes(uri));
        break;
      case 'move': {
        const moved = now.splice(step.from, step.length);
        const before = step.before > step.from ? step.before - step.length : step.before;
        now.splice(before, 0, ...moved);
        break;
      }
      case 'insert':
        expect(step.at).toBeLessThanOrEqual(now.length);
        now.splice(step.at, 0, ...step.uris);
    }
    if (step.kind !== 'move') expect(step.uris.length).toBeLessThanOrEqual(100);
    if (step.kind === 'insert' || step.kind === 'remove') expect(step.uris.some(isFixed)).toBe(false);
  }
  return now;
}

describe('a plan to bring entries back', () => {
  it('is nothing where nothing differs', () => {
    expect(planRestore(tracks(300), tracks(300))).toMatchObject({ steps: [], added: 0, removed: 0 });
    expect(planRestore([], [])).toMatchObject({ steps: [] });
  });

  it('adds neighbours that were removed in one request, where they were', () => {
    const wanted = tracks(340);
    const current = [...wanted.slice(0, 100), ...wanted.slice(112)];
    const { steps, added, removed } = planRestore(current, wanted);
    expect(steps).toEqual([{ kind: 'insert', uris: wanted.slice(100, 112), at: 100 }]);
    expect([added, removed]).toEqual([12, 0]);
  });

  it('takes what was added out in one request for a hundred', () => {
    const { steps } = planRestore([...tracks(20), ...tracks(150, 500)], tracks(20));
    expect(kinds(steps)).toEqual(['remove', 'remove']);
  });

  it('moves a range back in one request', () => {
    const wanted = tracks(50);
    const current = [...wanted.slice(0, 5), ...wanted.slice(10), ...wanted.slice(5, 10)];
    const { steps } = planRestore(current, wanted);
    expect(steps).toHaveLength(1);
    expect(kinds(steps)).toEqual(['move']);
  });

  it('adds one of several equal entries where it was, and moves none', () => {
    const { steps } = planRestore(['b', 'a'], ['a', 'b', 'a']);
    expect(steps).toEqual([{ kind: 'insert', uris: ['a'], at: 0 }]);
  });

  it('rewrites what was shuffled: a few requests instead of hundreds', () => {
    const wanted = tracks(400);
    const { steps, gentler } = planRestore([...wanted].reverse(), wanted);
    expect(kinds(steps)).toEqual(['replace', 'insert', 'insert', 'insert']);
    expect(after([...wanted].reverse(), gentler ?? [])).toEqual(wanted);
  });

  it('keeps entries that are right, with the date on which they were added, while that costs little more', () => {
    const wanted = tracks(100);
    const current = wanted.filter((_, at) => ![10, 30, 50, 70].includes(at));
    expect(kinds(planRestore(current, wanted).steps)).toEqual(['insert', 'insert', 'insert', 'insert']);
    const lessLeft = wanted.filter((_, at) => at % 8 !== 0);
    expect(kinds(planRestore(lessLeft, wanted).steps)).toEqual(['replace']);
  });

  it('never empties a playlist that holds a local file which belongs there', () => {
    const wanted = [...tracks(150), local, ...tracks(150, 150)];
    const current = [...wanted].reverse();
    const { steps, gentler } = planRestore(current, wanted);
    expect(kinds(steps)).not.toContain('replace');
    expect(steps.length).toBeLessThan(12);
    expect(gentler).toBeDefined();
    expect(after(current, steps)).toEqual(wanted);
  });

  it('names local files and vanished entries that are gone, and puts those that came to the end', () => {
    const plan = planRestore(['a', local, 'b'], ['', 'a', 'spotify:local:x:y:z:1', 'b']);
    expect(plan.gone).toEqual(['', 'spotify:local:x:y:z:1']);
    expect(plan.left).toBe(1);
    expect(plan.target).toEqual(['a', 'b', local]);
    expect(kinds(plan.steps)).toEqual(['move']);
  });

  it('leads to what is wanted, whatever the playlist holds now', () => {
    const uri = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 30 }).map(track) },
      { weight: 1, arbitrary: fc.constantFrom('', local) },
    );
    const list = fc.array(uri, { maxLength: 40 });
    fc.assert(
      fc.property(list, list, (current, wanted) => {
        const plan = planRestore(current, wanted);
        expect(after(current, plan.steps)).toEqual(plan.target);
        if (plan.gentler !== undefined) expect(after(current, plan.gentler)).toEqual(plan.target);
        // Nothing but what no request can add or remove differs from what is wanted.
        const free = (uris: readonly string[]): string[] => uris.filter((one) => !isFixed(one));
        expect(free(plan.target)).toEqual(free(wanted));
        expect([...plan.target, ...plan.gone].filter(isFixed).length - plan.left).toBe(
          wanted.filter(isFixed).length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is made in no time for ten thousand entries of one URI', () => {
    const wanted = Array.from({ length: 10_000 }, (_, n) => (n % 3 === 0 ? 'same' : track(n)));
    const { steps } = planRestore([...wanted].reverse(), wanted);
    expect(steps.length).toBeLessThanOrEqual(101);
  });
});
