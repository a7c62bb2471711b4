import type { PlayColumns, PlayDetails } from '../../analytics/columns.ts';
import { noteColumnsBefore } from '../../analytics/continued.ts';
import {
  continueCatalogue,
  readCatalogue,
  type CatalogueSnapshot,
  type ContinuedCatalogue,
} from '../catalogueSnapshot.ts';
import { readPlayColumns, toColumns, type ReadColumns } from '../playColumns.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import { ChangeWatch, type ChangedRows } from './changedRows.ts';
import { readGaps } from './knownGaps.ts';
import { readListens, type ListenRows } from './listenRows.ts';
import { readDetails } from './playDetails.ts';
import { rangeOf, spliceDetails, spliceListens, type Range } from './splice.ts';
import { stretchesOf, type Stretch } from './stretch.ts';

/** Changes that lie nearer to each other than this are read anew together. */
const apartMs = 24 * 60 * 60_000;
/** More stretches, or a larger part of all listens, are dearer to read piece by piece than everything at once. */
const mostStretches = 500;
const largestPart = 1 / 4;

/**
 * The columns of all accounts. After a change they are continued: only the stretches of time in which something
 * changed are read from the database, the rest is copied, and columns that were given out stay what they are. Where
 * too much changed everything is read anew, with the same result.
 */
export class KeptColumns {
  readonly #database: SqlDatabase;
  readonly #watch: ChangeWatch;
  readonly #kept = new Map<number, ReadColumns>();
  #names: CatalogueSnapshot | undefined;
  #isDue = false;

  constructor(database: SqlDatabase) {
    this.#database = database;
    this.#watch = new ChangeWatch(database);
  }

  /** The listens of a user; the same object until {@link changed} or {@link forget} is called. */
  of(userId: number): PlayColumns {
    if (this.#isDue || !this.#kept.has(userId)) this.#continue();
    let kept = this.#kept.get(userId);
    if (kept === undefined) {
      if (this.#names === undefined) {
        this.#watch.restart();
        this.#names = readCatalogue(this.#database);
      }
      kept = readPlayColumns(this.#database, userId, this.#names);
      this.#kept.set(userId, kept);
    }
    return kept.columns;
  }

  /** The next question sees what changed. Until then columns stay as they are: an import is seen when it ended. */
  changed(): void {
    this.#isDue = true;
  }

  /** The next question reads everything anew, as it must be where rows were deleted. */
  forget(): void {
    this.#kept.clear();
    this.#names = undefined;
    this.#isDue = false;
  }

  #continue(): void {
    this.#isDue = false;
    if (this.#names === undefined) return;
    const changes = this.#watch.take();
    const next = changes && continueCatalogue(this.#names, this.#database, changes.tracks, changes.artists);
    if (changes === undefined || next === undefined) {
      this.forget();
      return;
    }
    for (const [userId, kept] of this.#kept) {
      const continued = this.#continueOne(userId, kept, changes, next);
      if (continued === undefined) this.#kept.delete(userId);
      else this.#kept.set(userId, continued);
    }
    this.#names = next.names;
  }

  /** @returns `undefined` where the listens of the user are to be read anew */
  #continueOne(
    userId: number,
    kept: ReadColumns,
    { listens, inserted }: ChangedRows,
    next: ContinuedCatalogue,
  ): ReadColumns | undefined {
    const { columns, words } = kept;
    const stretches = stretchesOf(listens.get(userId) ?? [], apartMs);
    const ranges = stretches.map((stretch) => rangeOf(columns, stretch));
    const replaced = ranges.reduce((sum, { first, end }) => sum + end - first, 0);
    if (stretches.length > mostStretches || replaced > columns.length * largestPart + mostStretches)
      return undefined;
    const gaps = readGaps(this.#database, userId);
    const sameGaps = JSON.stringify(gaps) === JSON.stringify(columns.gaps);
    const isSame = sameGaps && next.names.catalogue === columns.catalogue && next.moved.size === 0;
    if (stretches.length === 0 && isSame) return kept;
    let rows: ListenRows = columns;
    if (stretches.length > 0) {
      const read = stretches.map((stretch) => readListens(this.#database, userId, stretch, next.names.rows));
      rows = spliceListens(rows, ranges, read);
    }
    rows = renumbered(rows, next);
    const superseded = columns.superseded + (inserted.get(userId) ?? 0) - (rows.length - columns.length);
    const parts = { rows, names: next.names, superseded, gaps, words };
    const continued = toColumns(this.#database, userId, parts);
    continued.details.loaded = this.#continueDetails(userId, kept, stretches, ranges);
    if (next.moved.size === 0 && !next.kindsChanged) {
      const same = sameRows(columns, continued.columns, ranges[0]?.first ?? columns.length);
      noteColumnsBefore(continued.columns, columns, same);
    }
    return continued;
  }

  #continueDetails(
    userId: number,
    { details: { loaded }, words }: ReadColumns,
    stretches: readonly Stretch[],
    ranges: readonly Range[],
  ): PlayDetails | undefined {
    if (loaded === undefined || stretches.length === 0) return loaded;
    const read = stretches.map((stretch) => readDetails(this.#database, userId, stretch, words));
    return spliceDetails(loaded, ranges, read, words.words);
  }
}

/** How many of the first rows are the same, where nothing but estimates can have changed in them. */
function sameRows(before: PlayColumns, after: PlayColumns, most: number): number {
  if (before.msPlayed === after.msPlayed) return most;
  let row = 0;
  while (row < most && before.msPlayed[row] === after.msPlayed[row]) row++;
  return row;
}

/** The rows where it became known what tracks stand for, or of which kind they are. */
function renumbered(rows: ListenRows, { names, moved, kindsChanged }: ContinuedCatalogue): ListenRows {
  if (moved.size === 0 && !kindsChanged) return rows;
  const track = rows.track.slice();
  const kind = rows.kind.slice();
  const to = Int32Array.from({ length: names.rows.kind.length }, (_, index) => moved.get(index) ?? index);
  for (let row = 0; row < track.length; row++) {
    const index = to[track[row]!]!;
    track[row] = index;
    kind[row] = names.rows.kind[index]!;
  }
  return { ...rows, track, kind };
}
