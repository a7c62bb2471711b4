import type { SeededRandom } from '../../../fixtures/seededRandom.ts';
import type { NameChange, NodeId } from './diskEvents.ts';
import { sectorBytes, type CutState, type DirtyFile, type DiskModel } from './diskModel.ts';

/** How many states of one instant are tried. */
export interface CutLimits {
  /** So many changes of names in the data folder are tried in every combination. */
  readonly everyCombinationOf: number;
  /** Combinations that are drawn besides. */
  readonly drawn: number;
}

/**
 * States that a disk may be in after a power cut now: nothing of what is pending kept, all of it, each beginning of it
 * (as a file system with a journal does it), each change alone, all but each, and what the limits say.
 * @param isClose whether a folder is one whose names matter most
 */
export function cutStates(
  model: DiskModel,
  random: SeededRandom,
  limits: CutLimits,
  isClose: (folder: NodeId) => boolean,
): CutState[] {
  const { dirty } = model;
  const states: CutState[] = [];
  const add = (kept: readonly NameChange[]): void => {
    for (const content of contents(dirty, random)) states.push(model.cut(kept, content));
  };
  for (const kept of keptNames(model.pending, random, limits, isClose)) add(kept);
  return states;
}

/** What happened before that is nothing that the newest call depends on. */
const lately = 12;

function keptNames(
  pending: readonly (readonly NameChange[])[],
  random: SeededRandom,
  { everyCombinationOf, drawn }: CutLimits,
  isClose: (folder: NodeId) => boolean,
): (readonly NameChange[])[] {
  const all = pending.flat();
  const counts = [0, ...Array.from({ length: lately }, (_, n) => pending.length - n)];
  const kept: (readonly NameChange[])[] = counts
    .filter((count, index) => count > 0 || index === 0)
    .map((count) => pending.slice(0, count).flat());
  for (const one of all.slice(-lately))
    kept.push(
      [one],
      all.filter((other) => other !== one),
    );
  const close = all.filter(({ folder }) => isClose(folder)).slice(-everyCombinationOf);
  for (let bits = 0; bits < 1 << close.length; bits++) {
    const lost = new Set(close.filter((_, index) => ((bits >> index) & 1) === 0));
    kept.push(all.filter((change) => !lost.has(change)));
  }
  for (let n = 0; n < drawn && all.length > 0; n++) kept.push(all.filter(() => random.chance(0.5)));
  return kept;
}

/** What may have become of the dirty files: each kind of loss for all of them, and each for itself by chance. */
function contents(dirty: readonly DirtyFile[], random: SeededRandom): ReadonlyMap<NodeId, Uint8Array>[] {
  if (dirty.length === 0) return [new Map()];
  const each = losses.map((lose) => new Map(dirty.map((file) => [file.node, lose(file, random)])));
  if (dirty.length === 1) return each;
  const mixed = dirty.map((file) => [file.node, random.pick(losses)(file, random)] as const);
  return [...each, new Map(mixed)];
}

type Loss = (file: DirtyFile, random: SeededRandom) => Uint8Array;

const losses: readonly Loss[] = [
  ({ durable }) => durable,
  ({ written }) => written,
  // The size came to the medium, and none of the bytes.
  (file) => mixed(file, () => false, file.written.length),
  // Written in order, up to somewhere.
  (file, random) => {
    const end = random.int(0, Math.ceil(file.written.length / sectorBytes)) * sectorBytes;
    return file.written.slice(0, Math.max(file.durable.length, Math.min(end, file.written.length)));
  },
  // Out of order: some sectors, and all of the size.
  (file, random) => mixed(file, () => random.chance(0.5), file.written.length),
  // The last sector and not the one before.
  (file) => {
    const last = Math.floor((file.written.length - 1) / sectorBytes);
    return mixed(file, (sector) => sector === last, file.written.length);
  },
];

/** The old bytes with some sectors of the new ones; where there were none, zeros. */
function mixed(
  { durable, written }: DirtyFile,
  isNew: (sector: number) => boolean,
  length: number,
): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(durable.subarray(0, length));
  for (let at = 0; at < length; at += sectorBytes) {
    if (isNew(at / sectorBytes)) bytes.set(written.subarray(at, at + sectorBytes), at);
  }
  return bytes;
}
