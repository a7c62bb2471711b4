import * as z from 'zod';
import { optional } from './tolerant.ts';

/**
 * The playlist's version after a change. A change that was made is no failure because its answer is odd: the version
 * is absent then.
 */
export const snapshot = z.object({ snapshot_id: optional(z.string()) }).catch({});
export type Snapshot = z.output<typeof snapshot>;
