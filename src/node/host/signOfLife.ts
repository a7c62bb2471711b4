import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HostError } from '../../core/errors.ts';
import type { Disposable } from '../../protocol/api.ts';
import { claimsFolder, hasCode, newestClaim, recordFile, type NewestClaim } from './hostRecord.ts';

/** How often a host shows in the data directory that it lives, ms. */
const showMs = 2_000;

/** How long somebody who finds no socket waits for such a sign, ms. */
const waitMs = 3 * showMs;
const stepMs = 100;

export interface LifeOptions {
  readonly showMs?: number;
  readonly waitMs?: number;
}

/**
 * Shows, by the time of its record, that a host lives whose socket is not in the data directory: others may have
 * other temporary files, as in a sandbox, and cannot ask it.
 * @param address one whose socket was removed shows nothing any more: nobody can ask that host
 */
export function showLife(
  dataDir: string,
  number: number,
  address: string,
  options: LifeOptions = {},
): Disposable {
  const record = recordOf(dataDir, number);
  const timer = setInterval(() => {
    const now = new Date();
    try {
      if (existsSync(address)) utimesSync(record, now, now);
    } catch {
      // It is another one's by now, or will be: the look at the claim ends this host.
    }
  }, options.showMs ?? showMs);
  timer.unref();
  return {
    dispose: () => {
      clearInterval(timer);
    },
  };
}

/**
 * Waits whether a holder that cannot be asked shows that it lives. Looks for changes, not at the clock: that of a drive
 * may be another one.
 * @returns when nothing changed, or there is another claim by now
 * @throws HostError `unreachable` if it lives; the file system's error
 */
export async function expectNoLife(
  dataDir: string,
  { number, record: holder }: NewestClaim,
  options: LifeOptions = {},
): Promise<void> {
  if (holder === undefined) return;
  const before = timeOf(recordOf(dataDir, number));
  for (let waited = 0; waited < (options.waitMs ?? waitMs); waited += stepMs) {
    await delay(stepMs);
    if (newestClaim(dataDir).record?.id !== holder.id) return;
    const time = timeOf(recordOf(dataDir, number));
    if (time === undefined || time === before) continue;
    throw new HostError(
      'unreachable',
      `Another Backbeat (process ${holder.pid}) holds the data directory ${dataDir}, and cannot be reached from here.`,
      {
        hint:
          'One of the two runs in a sandbox with temporary files of its own: end one of them, or choose another ' +
          'data directory.',
      },
    );
  }
}

const recordOf = (dataDir: string, number: number): string =>
  join(dataDir, claimsFolder, String(number), recordFile);

/** `undefined` if the file is gone. */
function timeOf(path: string): bigint | undefined {
  try {
    return statSync(path, { bigint: true }).mtimeNs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
