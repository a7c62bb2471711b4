import type { Source } from '../../protocol/history/window.ts';

/**
 * From this instant on the field `skipped` of an extended row can be trusted: it is true for exactly the reasons of
 * {@link skipReasons}. In the seven years before it is false, or null, in every row; still earlier its meaning is
 * not known (exports-and-history facts, §9). Unix ms, the first whole day after the change.
 */
export const skippedTrustedFrom = Date.UTC(2022, 9, 17);

/** Reasons for an end by which the user ended the listen before the track did. `unknown` is none of them. */
export const skipReasons: ReadonlySet<string> = new Set(['fwdbtn', 'backbtn', 'endplay']);

/** Words in the place of a reason that say nothing: one download has `none` for all of a year. */
const sayNothing: ReadonlySet<string> = new Set(['', 'none']);

const known = 1 << 2;
const yes = 2 << 2;

/**
 * Whether the user ended a listen before its track did: 'ended by the user', not 'hardly heard'.
 * @param flags as in `PlayDetails.flags`
 * @param reasonEnd empty or `undefined` where the source does not say
 * @param endedAt Unix ms
 * @returns `undefined` = the source has no information; such a listen belongs in no share of skips
 */
export function skippedBy(
  flags: number,
  reasonEnd: string | undefined,
  endedAt: number,
  source: Source,
): boolean | undefined {
  if (source !== 'extended') return undefined;
  if (endedAt >= skippedTrustedFrom && (flags & known) !== 0) return (flags & yes) !== 0;
  return skippedByReason(reasonEnd);
}

/** The rule of the years before {@link skippedTrustedFrom}. */
export function skippedByReason(reasonEnd: string | undefined): boolean | undefined {
  if (reasonEnd === undefined || sayNothing.has(reasonEnd)) return undefined;
  return skipReasons.has(reasonEnd);
}
