/** An answer as it is kept over a restart. */
export interface KeptAnswer {
  /** Whole address: the same for every account, since metadata is, and another one for a simulator. */
  readonly key: string;
  /** JSON of the answer as it was understood, without what is one user's. */
  readonly text: string;
  /** Unix ms. */
  readonly storedAt: number;
}

/** Metadata in the history database, so that a restart costs no quota. */
export interface MetadataStore {
  read(key: string): Promise<KeptAnswer | undefined>;
  /** May be written a moment later; what a crash loses is asked again. */
  write(answer: KeptAnswer): void;
}
