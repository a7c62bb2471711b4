import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

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
});
export type HostRecord = z.infer<typeof hostRecordSchema>;

const hostFile = 'host.json';

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** The record in the data directory; `undefined` if there is none or it is not one of ours. */
export function readHostRecord(dataDir: string): HostRecord | undefined {
  try {
    const parsed = hostRecordSchema.safeParse(JSON.parse(readFileSync(join(dataDir, hostFile), 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Claims the directory if nobody has: a hard link is made whole or not at all. */
export function claimDirectory(dataDir: string, record: HostRecord): boolean {
  const own = join(dataDir, `${hostFile}.${record.id}`);
  writeFileSync(own, JSON.stringify(record), { mode: 0o600 });
  try {
    return putIfAbsent(own, join(dataDir, hostFile));
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Moves the record of a dead holder out of the way. Two contenders may both find it dead: if what was moved
 * turns out to be another's fresh record, it is put back; its holder, whose every write checks the record
 * ({@link holdsDirectory}), writes nothing in between.
 */
export function removeStaleRecord(dataDir: string, stale: HostRecord | undefined, by: string): void {
  const current = join(dataDir, hostFile);
  const aside = join(dataDir, `${hostFile}.stale-${by}`);
  try {
    renameSync(current, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = readRecordFile(aside);
  if (moved !== undefined && moved.id !== stale?.id) putIfAbsent(aside, current);
  rmSync(aside, { force: true });
}

/** Whether the claim still stands; checked before every write to the data directory. */
export function holdsDirectory(dataDir: string, id: string): boolean {
  return readHostRecord(dataDir)?.id === id;
}

/** Gives the directory free, if it is still ours. */
export function releaseDirectory(dataDir: string, id: string): void {
  if (holdsDirectory(dataDir, id)) rmSync(join(dataDir, hostFile), { force: true });
}

/** @returns false if there is a file of that name */
function putIfAbsent(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    return copyIfAbsent(from, to);
  }
}

/** For file systems without hard links: as exclusive, but a reader may see half of the file for a moment. */
function copyIfAbsent(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function readRecordFile(path: string): HostRecord | undefined {
  try {
    return hostRecordSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
