import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDirectory, type Claim, type DirectoryOptions } from '../../../../src/node/host/openDirectory.ts';
import type { Api, Disposable } from '../../../../src/protocol/api.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import type { StatusResult } from '../../../../src/protocol/status.ts';
import { deferred, type Deferred } from '../../../fixtures/deferred.ts';
import { handlersWith, someStatus } from '../../../fixtures/handlers.ts';
import { memoryVault } from '../../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

/** One opening of the directory, as a process of its own would. */
export interface Opened {
  readonly api: Api & Disposable;
  /** Of the claims under which this one became the host. */
  readonly claims: readonly Claim[];
  readonly lost: Deferred<undefined>;
  /** Name of the host that answers. */
  hostName(): Promise<string>;
}

export interface OpenAs extends Partial<
  Pick<
    DirectoryOptions,
    'version' | 'machine' | 'vault' | 'pingMs' | 'handoverMs' | 'holdsSockets' | 'roomMs'
  >
> {
  /** Default the room's own directory. */
  readonly dataDir?: string;
  readonly answer?: () => Promise<StatusResult>;
  readonly close?: () => Promise<void>;
  /** What opening the history fails with, under this claim. */
  readonly failure?: (claim: Claim) => Error | undefined;
}

/** A data directory and all who open it. */
export class DirectoryRoom {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'backbeat-room-'));
  readonly #opened: Disposable[] = [];

  async open(name: string, { answer, close, failure, ...options }: OpenAs = {}): Promise<Opened> {
    const claims: Claim[] = [];
    const lost = deferred<undefined>();
    const api = await openDirectory(
      {
        ...{ dataDir: this.dataDir, version: '1.0.0', logger: recordingLogger(), vault: memoryVault() },
        ...options,
        startHost: (claim) => {
          claims.push(claim);
          const error = failure?.(claim);
          if (error !== undefined) return Promise.reject(error);
          const status = answer ?? (() => Promise.resolve({ ...someStatus, version: name }));
          const local = createLocalApi(
            handlersWith({ 'app.status': status }),
            new EventListeners(() => undefined),
          );
          return Promise.resolve({ ...local, close: close ?? (() => Promise.resolve()) });
        },
      },
      () => {
        lost.resolve(undefined);
      },
    );
    this.#opened.push(api);
    return {
      ...{ api, claims, lost },
      hostName: async () => (await api.call('app.status', {})).version,
    };
  }

  dispose(): void {
    for (const one of this.#opened.splice(0)) one.dispose();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
