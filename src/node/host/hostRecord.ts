import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { machineSchema } from './machine.ts';

/** What the holder of a data directory writes down there, so that others find it. */
const hostRecordSchema = z.object({
  /** Random; names one claim of one process. */
  id: z.string(),
  pid: z.int(),
  version: z.string(),
  /** Unix socket or named pipe on which the holder answers. */
  address: z.string(),
  /** Shown by a client in its first message. */
  token: z.string(),
  machine: machineSchema,
});
export type HostRecord = z.infer<typeof hostRecordSchema>;

/**
 * In the data directory: one folder for each claim, named by its number. Numbers only go up and the highest one
 * holds, so that no claim ever has to be moved out of the way for the next.
 */
export const claimsFolder = 'host';
/** In the folder of a claim: who made it. */
export const recordFile = 'record.json';
/**
 * In the folder of a claim that was given up: its number stays, so that the next one is higher. Says for whom it was
 * given up, if it was for somebody.
 */
export const freeFile = 'free';

const courtesySchema = z.object({
  /** Of the process that asked. */
  version: z.string(),
  /** Unix ms. */
  since: z.number(),
});
export type Courtesy = z.infer<typeof courtesySchema>;

/** The newest claim on a data directory. */
export interface NewestClaim {
  /** 0 = there never was one. */
  readonly number: number;
  /** `undefined` if it was given up, or cannot be read. */
  readonly record: HostRecord | undefined;
  /** It was given up for a process that asked for it, and is about to claim. */
  readonly keptFor?: Courtesy;
}

/** More than one round means that claims came and went while this one looked. */
const maxRounds = 10;

/** @throws the file system's error */
export function newestClaim(dataDir: string): NewestClaim {
  let number = 0;
  for (let round = 0; round < maxRounds; round++) {
    const newest = Math.max(0, ...claimNumbers(dataDir));
    if (newest === 0 || (newest === number && round > 1)) return { number: newest, record: undefined };
    number = newest;
    const text = textOf(join(dataDir, claimsFolder, String(number), recordFile));
    if (text !== undefined) return { number, record: parsed(hostRecordSchema, text) };
    const free = textOf(join(dataDir, claimsFolder, String(number), freeFile));
    if (free !== undefined) {
      const keptFor = parsed(courtesySchema, free);
      return { number, record: undefined, ...(keptFor && { keptFor }) };
    }
  }
  return { number, record: undefined };
}

/** The record of the holder; `undefined` if there is none or it is not one of ours. */
export function readHostRecord(dataDir: string): HostRecord | undefined {
  return newestClaim(dataDir).record;
}

/** Whether the claim still stands; checked around every write to the data directory. */
export function holdsDirectory(dataDir: string, id: string): boolean {
  return readHostRecord(dataDir)?.id === id;
}

/** The numbers of all claims whose folders are there. */
export function claimNumbers(dataDir: string): readonly number[] {
  return namesIn(join(dataDir, claimsFolder)).flatMap((name) =>
    /^[1-9]\d{0,14}$/.test(name) ? [Number(name)] : [],
  );
}

/** Names in a folder; none if it is not there. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(String((error as NodeJS.ErrnoException).code));
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** `undefined` for what is none of ours. */
function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
