/** When the store writes its whole database. Tests take smaller ones to meet many snapshots in little time. */
export interface StoreLimits {
  /** A journal of this size, or of {@link journalShare} of the database if that is more, becomes a snapshot. */
  readonly journalBytes: number;
  readonly journalShare: number;
  /** The same for its records of metadata, which are counted apart: a cache makes no poll write a snapshot. */
  readonly metadataBytes: number;
  /**
   * So many records become a snapshot, too, and one more for each {@link bytesPerRecord} of the database: those of a
   * collector without news are short, but each has to be applied again at the next start.
   */
  readonly records: number;
  readonly bytesPerRecord: number;
  /** An import with fewer rows is recorded in the journal, a larger one is made durable by snapshots. */
  readonly smallImportRows: number;
  /** Rows of a large import after which it is made durable for the first time; then after twice as many, and so on. */
  readonly checkpointRows: number;
}

export const usualLimits: StoreLimits = {
  journalBytes: 4 * 1024 * 1024,
  journalShare: 1 / 16,
  metadataBytes: 8 * 1024 * 1024,
  records: 1_000,
  bytesPerRecord: 256 * 1024,
  smallImportRows: 5_000,
  checkpointRows: 300_000,
};
