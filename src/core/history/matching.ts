import type { Source } from '../../protocol/history/window.ts';

/*
 * Which observations describe the same listen. The richer speaks: extended before account before api; the others stay
 * as evidence and name it (`superseded_by`). Rows of one source are never matched with each other: replays stay. What
 * a source repeats exactly is one observation by its key, before any of this.
 *
 * | rows      | rule    | the same listen if                                        | pairs        | speaks           |
 * |-----------|---------|-----------------------------------------------------------|--------------|------------------|
 * | account,  | same    | an extended row ends in the same minute, with the same    | many to one  | the earliest     |
 * | extended  |         | ms_played and the same normalised title and artist        |              | such row         |
 * |           | covered | the last extended row that ends at or before its end and  | many to one  | the nearest of   |
 * |           |         | the first one after it are less than `coveredGapMs` apart |              | the two          |
 * | api,      | end     | the played_at is within `endWindowMs` of the end, as      | one to one,  | the extended row |
 * | extended  |         | reported or as repaired                                   | nearest      |                  |
 * |           | start   | the played_at is within `startWindowMs` of the start      | first; start | the extended row |
 * |           |         | (end − ms_played): the API sometimes tells that           | after end    |                  |
 * | api,      | end,    | as above; the distance to an end that was cut to the      | as above,    | the account row  |
 * | account   | start   | minute is that to the minute; rows that speak only        | what is left |                  |
 * | api, live | inside  | the played_at is in start … end + `endWindowMs`           | as above     | the api row,     |
 * |           |         |                                                           |              | which names it   |
 *
 * The last three need the same track: the same normalised title and artist, or, where there is no artist, the same
 * id. That covers relinked ids and rows without one. A played_at is never taken for the start of a row that it lies
 * behind: back-to-back repeats would eat each other.
 *
 * All rules look at nothing but what the rows say, never at their ids, so the order in which sources are imported
 * makes no difference. Sources: exports-and-history facts, §4, §5, §7 and §11.
 */

/**
 * How far the end in one source may lie from the end in another. Peers use 30, 60 and 90 s, and no public data tells.
 * In `npm run bench -- matching` a wider window finds more of the matches and, since rows are paired one to one and
 * of one track only, joins hardly more strangers: so the widest that a peer uses.
 */
export const endWindowMs = 90_000;

/** The same for a played_at that is a start. */
export const startWindowMs = 15_000;

/** A row that was heard for longer is never matched by its start; it bounds how far around a play rows are read. */
export const maxStartHeardMs = 60 * 60_000;

/**
 * Extended rows less than a week apart are one stretch of history. The account files are a DISTINCT of the same
 * records, so inside a stretch an account row without a partner tells nothing new: its time was cut to the
 * minute or repaired. A longer silence may as well be a file that was not imported.
 */
export const coveredGapMs = 7 * 24 * 60 * 60 * 1000;

/** Sources whose rows may be superseded; those of the others always speak. */
export const supersedable: ReadonlySet<Source> = new Set<Source>(['account', 'api']);

export const minuteMs = 60_000;
