import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectStoreParams } from '../../../src/protocol/collect/collectRequests.ts';
import type { StoredState } from '../../../src/protocol/spotify/savedStates.ts';
import { asJson } from '../../fixtures/exportRows.ts';
import { zipOf } from '../../fixtures/exportZip.ts';
import { exported, polled, told, type ToldListen } from './madeListens.ts';

/** One thing that is done to a history, and what is true once it is acknowledged. */
export type Step = PollStep | ImportStep | StateStep | DeleteStep;

interface AnyStep {
  readonly account: string;
  readonly method: string;
  readonly params: unknown;
}

export interface PollStep extends AnyStep {
  readonly kind: 'poll';
  /** Stored together or not at all. */
  readonly units: readonly (readonly ToldListen[])[];
}

export interface ImportStep extends AnyStep {
  readonly kind: 'import';
  /** Name under which the job is listed; no two imports have the same. */
  readonly source: string;
  /** Files; the rows of each are stored together or not at all. */
  readonly units: readonly (readonly ToldListen[])[];
}

export interface StateStep extends AnyStep {
  readonly kind: 'state';
  readonly id: string;
  readonly isRemoved: boolean;
}

export interface DeleteStep extends AnyStep {
  readonly kind: 'delete';
}

/** A page of recently-played. */
export function pollStep(account: string, listens: readonly number[]): PollStep {
  const plays = listens.map(polled).sort((a, b) => b.played_at - a.played_at);
  const params: CollectStoreParams = {
    account,
    job: 'poll',
    started_at: Math.max(0, ...plays.map(({ played_at: at }) => at)),
    plays,
    full: false,
    done: true,
    rate_limits: 0,
  };
  return {
    kind: 'poll',
    account,
    method: 'collect.store',
    params,
    units: [listens.map((one) => told('api', one))],
  };
}

/** An export as a ZIP of several files, written into a folder. */
export function importStep(
  folder: string,
  source: string,
  account: string,
  files: readonly (readonly number[])[],
): ImportStep {
  const path = join(folder, source);
  const entries = files.map((listens, index) => [
    `Spotify Extended Streaming History/Streaming_History_Audio_2024_${index}.json`,
    asJson(listens.map(exported)),
  ]);
  writeFileSync(path, zipOf(Object.fromEntries(entries) as Record<string, string>));
  return {
    kind: 'import',
    account,
    source,
    method: 'import.run',
    params: { account, paths: [path] },
    units: files.map((listens) => listens.map((one) => told('extended', one))),
  };
}

/** What is kept so that a change can be undone. */
export function stateStep(account: string, id: string, isRemoved: boolean, now: number): StateStep {
  if (isRemoved)
    return { kind: 'state', account, id, isRemoved, method: 'states.remove', params: { account, id } };
  const state: StoredState = {
    ...{ id, account, savedAt: now, pinned: true },
    label: `the items of "${id}"`,
    content: JSON.stringify({ items: Array.from({ length: 40 }, (_, n) => `spotify:track:${id}${n}`) }),
  };
  return { kind: 'state', account, id, isRemoved, method: 'states.put', params: { state } };
}

export function deleteStep(account: string): DeleteStep {
  return { kind: 'delete', account, method: 'history.deleteAccount', params: { account } };
}
