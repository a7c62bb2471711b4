import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { socketFile } from './hostAddress.ts';
import { machineSchema } from './machine.ts';

/** What the holder of a data directory writes down there, so that others find it. */
const hostRecordSchema = z.object({
  /** Random; names one claim of one process. */
  id: z.string(),
  pid: z.int(),
  version: z.string(),
  /** Unix socket or named pipe on which the holder answers; as the holder sees it. */
  address: z.string(),
  /** The socket is in the folder of the claim, wherever that is for who reads this. */
  inClaim: z.boolean().optional(),
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
/** Beside the claims: what a client leaves there for a moment, so that its host sees that both mean the same folder. */
export const proofPrefix = 'ask-';
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
    const folder = join(resolve(dataDir), claimsFolder, String(number));
    const text = textOf(join(folder, recordFile));
    if (text !== undefined) return { number, record: reachable(parsed(hostRecordSchema, text), folder) };
    const free = textOf(join(folder, freeFile));
    if (free !== undefined) {
      const keptFor = parsed(courtesySchema, free);
      return { number, record: undefined, ...(keptFor && { keptFor }) };
    }
  }
  return { number, record: undefined };
}

/** A directory may have other paths in other processes, and a copy of it has a socket of its own, on which nobody is. */
function reachable(record: HostRecord | undefined, folder: string): HostRecord | undefined {
  return record?.inClaim === true ? { ...record, address: join(folder, socketFile) } : record;
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
  return numbersIn(dataDir, (isFolder) => isFolder);
}

/** The first number from the given one on that nothing is in the way of, such as a file that some tool put there. */
export function freeNumberFrom(dataDir: string, number: number): number {
  const strays = numbersIn(dataDir, (isFolder) => !isFolder);
  let free = number;
  while (strays.includes(free)) free++;
  return free;
}

function numbersIn(dataDir: string, isWanted: (isFolder: boolean) => boolean): readonly number[] {
  const claims = join(dataDir, claimsFolder);
  return namesIn(claims).flatMap((name) => {
    if (!/^[1-9]\d{0,14}$/.test(name)) return [];
    // What went away meanwhile was a claim.
    const isFolder = lstatSync(join(claims, name), { throwIfNoEntry: false })?.isDirectory() ?? true;
    return isWanted(isFolder) ? [Number(name)] : [];
  });
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
    throw Object.assign(error as NodeJS.ErrnoException, { path }); // what fails after the opening does not say where
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
