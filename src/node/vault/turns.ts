import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isLeftBehind, whileHeldLater } from '../heldFiles.ts';
import { replaceFile } from './atomicFile.ts';
import { secretsError } from './secretsError.ts';

export interface TurnOptions {
  /** How long to wait for others, ms. */
  readonly patienceMs?: number;
  /** Whoever has the turn gives a sign of life this often, ms. */
  readonly beatMs?: number;
  /** Whoever gave none for so long, by the clock of who waits, has died or sleeps, ms. */
  readonly silentMs?: number;
}

/** A turn that was begun. */
export interface Turn {
  /** To be asked before something is written that cannot be prepared. @throws TurnLost */
  check(): Promise<void>;
  /**
   * Replaces a file in one step. It is prepared in a folder that the next turn removes before it reads, so a process
   * that slept puts nothing in place any more.
   * @throws TurnLost, or the file system's error
   */
  replaceFile(path: string, bytes: Uint8Array): Promise<void>;
}

/** Another process took the turn meanwhile: nothing of this one may be written. */
export class TurnLost extends Error {
  constructor(options?: ErrorOptions) {
    super('another process took the turn', options);
    this.name = 'TurnLost';
  }
}

const freeFile = 'free';
const roundMs = 15;
/** Whoever loses its turn so often in a row runs on a machine on which nothing gets done. */
const mostAttempts = 5;

/**
 * Runs work in turns of all processes: each turn is a numbered folder, of which the highest holds. Numbers only grow, so
 * of several who find the same turn over or silent, one gets the next. Work that lost its turn to another process is done
 * again from its beginning.
 * @param path the folder of the turns
 * @throws AuthError `secretsUnavailable` when others take too long
 */
export async function inTurn<T>(
  path: string,
  work: (turn: Turn) => Promise<T>,
  options: TurnOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const number = await nextTurn(path, options);
    try {
      return await during(path, number, work, options);
    } catch (error) {
      if (!(error instanceof TurnLost)) throw error;
      if (attempt === mostAttempts) throw tooLong(path, error);
    }
  }
}

async function during<T>(
  path: string,
  number: number,
  work: (turn: Turn) => Promise<T>,
  { beatMs = 1_000 }: TurnOptions,
): Promise<T> {
  const folder = join(path, String(number));
  const isLost = async (): Promise<boolean> => (await highest(path)) !== number;
  const beat = setInterval(() => {
    const now = new Date();
    utimes(folder, now, now).catch(() => undefined); // of a turn that was lost: told when something is written in it
  }, beatMs).unref();
  try {
    return await work({
      check: async () => {
        if (await isLost()) throw new TurnLost();
      },
      replaceFile: async (file, bytes) => {
        try {
          await replaceFile(file, bytes, { preparedIn: folder });
        } catch (cause) {
          throw (await isLost()) ? new TurnLost({ cause }) : cause;
        }
      },
    });
  } finally {
    clearInterval(beat);
    await writeFile(join(folder, freeFile), '').catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT' && !isLeftBehind(error)) throw error;
    });
  }
}

/** Waits for the turn and begins it. */
async function nextTurn(
  path: string,
  { patienceMs = 20_000, silentMs = 5_000 }: TurnOptions,
): Promise<number> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const giveUpAt = performance.now() + patienceMs;
  let watched: { readonly signs: string; readonly since: number } | undefined;
  for (;;) {
    const last = await highest(path);
    const signs = last === 0 ? freeFile : await signsOf(path, last);
    if (watched?.signs !== signs) watched = { signs, since: performance.now() };
    const isOver = signs === freeFile || performance.now() - watched.since > silentMs;
    if (isOver && (await begun(path, last + 1))) return last + 1;
    if (performance.now() > giveUpAt) {
      throw tooLong(path);
    }
    await delay(roundMs + Math.random() * roundMs);
  }
}

async function begun(path: string, number: number): Promise<boolean> {
  const folder = join(path, String(number));
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || isLeftBehind(error)) return false;
    throw error;
  }
  // Who slept since it looked may have made a number that was long over.
  const others = (await numbers(path)).filter((one) => one !== number);
  const isHighest = others.every((one) => one < number);
  for (const gone of isHighest ? others : [number]) await remove(join(path, String(gone)));
  return isHighest;
}

function tooLong(path: string, cause?: unknown): Error {
  const hint = `End it, or remove ${path}, and try again.`;
  return secretsError('Another process is using the stored sign-ins.', hint, cause);
}

/** `free` when it is over; else something that changes with each sign of life. */
async function signsOf(path: string, number: number): Promise<string> {
  const folder = join(path, String(number));
  try {
    if ((await readdir(folder)).includes(freeFile)) return freeFile;
    return `${number} ${(await stat(folder)).mtimeMs}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return `${number} is gone`;
    throw error;
  }
}

async function highest(path: string): Promise<number> {
  return Math.max(0, ...(await numbers(path)));
}

async function numbers(path: string): Promise<readonly number[]> {
  try {
    return (await readdir(path)).filter((name) => /^[1-9]\d{0,14}$/.test(name)).map(Number);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Removes a folder by another name: nothing that its owner prepared in it is found any more from the first moment on.
 * What some program has open is left for the turn after.
 */
async function remove(folder: string): Promise<void> {
  const gone = `${folder}-${randomUUID()}`;
  try {
    await whileHeldLater(() => rename(folder, gone));
    await whileHeldLater(() => rm(gone, { recursive: true, force: true }));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && !isLeftBehind(error)) throw error;
  }
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;
