import { randomInt } from 'node:crypto';

const defaultSeconds = 20;
const mostSeeds = 2 ** 31 - 1;

/** Time that each target is fuzzed for, ms: `BACKBEAT_FUZZ_SECONDS`, default 20. */
export const budgetMs = Number(process.env.BACKBEAT_FUZZ_SECONDS ?? defaultSeconds) * 1000;

/** Of everything that is made at random: `BACKBEAT_FUZZ_SEED`, default another one each time. */
export const fuzzSeed = Number(process.env.BACKBEAT_FUZZ_SEED ?? randomInt(mostSeeds));

/** Limit of a test that fuzzes, ms: the time itself, what was found to be tried anew, and a slow machine. */
export const fuzzTestMs = 2 * budgetMs + 300_000;
