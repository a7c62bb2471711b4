import { randomBytes } from 'node:crypto';
import { createCollector } from '../../../src/core/collector/createCollector.ts';
import { HostError } from '../../../src/core/errors.ts';
import { createHistory } from '../../../src/core/history/createHistory.ts';
import { hostApi, type Host } from '../../../src/core/hostApi.ts';
import { createSpotify } from '../../../src/core/spotify/createSpotify.ts';
import { openDataFolder } from '../../../src/node/dataFolder.ts';
import { exportFiles } from '../../../src/node/exportFiles.ts';
import { openDirectory, type Claim } from '../../../src/node/host/openDirectory.ts';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';
import type { Api, Disposable } from '../../../src/protocol/api.ts';
import { createLocalApi } from '../../../src/protocol/localApi.ts';
import type { Method, ParamsOf, ResultOf } from '../../../src/protocol/requests.ts';
import { MemoryExports } from '../../fixtures/memoryExports.ts';
import { memoryQueries } from '../../fixtures/memoryQueries.ts';
import type { SoakWorld } from './soakWorld.ts';

/** A window: host of the data directory, or a client over its socket; where the host goes, it opens it anew. */
export class SoakWindow {
  /** How often it became the host. */
  timesHost = 0;
  readonly #world: SoakWorld;
  #opened: Promise<Api & Disposable> | undefined;
  #isClosed = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(world: SoakWorld) {
    this.#world = world;
  }

  /** Asks; where the host went away meanwhile, asks the next one. */
  async call<M extends Method>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.#world.counted((await this.#open()).call(method, params));
      } catch (error) {
        if (!HostError.is(error, 'gone') || tries > 20) throw error;
        this.#opened = undefined;
      }
    }
  }

  /** Returns when nothing of it is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    (await this.#opened)?.dispose();
    await this.#ended;
  }

  #open(): Promise<Api & Disposable> {
    this.#opened ??= openDirectory(
      {
        ...{ dataDir: this.#world.dataDir, version: '1.0.0' },
        ...{ logger: this.#world.logger, vault: this.#world.vault },
        startHost: (claim) => Promise.resolve(this.#startHost(claim)),
      },
      () => {
        this.#opened = undefined;
        if (!this.#isClosed) this.#open().catch(() => undefined); // the next call says why
      },
    );
    return this.#opened;
  }

  #startHost({ vaults }: Claim): Host {
    this.timesHost += 1;
    const world = this.#world;
    const { clock, timers, logger, settings } = world;
    const folder = openDataFolder(world.dataDir);
    const history = createHistory({
      ...{ version: '1.0.0', clock, logger, folder, exportFiles, inflateRaw },
      sqlWasm: () => world.wasm,
      queries: memoryQueries(folder, world.wasm),
      historyExports: new MemoryExports(),
      settings: () => ({
        ...{ timeZone: 'Europe/Berlin', minPlaySeconds: 30, maxZipSizeMb: 500, maxRecords: 5_000_000 },
        keepOptionalFields: false,
      }),
      yieldToOthers: () => new Promise((resolve) => setImmediate(resolve)),
    });
    const local = createLocalApi(history.handlers, history.listeners);
    const counted: Api = {
      on: (...listening) => local.on(...listening),
      call: (method, params, options) => world.counted(local.call(method, params, options)),
    };
    const spotify = createSpotify({
      ...{ clock, timers, logger, settings, transport: world.transport, history: counted },
      state: {
        read: () => world.stateText,
        write: (text) => {
          world.stateText = text;
        },
      },
      metadata: { read: () => Promise.resolve(undefined), write: () => undefined },
      vaults: () => vaults.all(),
      onVaultsChanged: (listener) => vaults.onChanged(listener),
      onAccountInUse: (inUse) => {
        history.useAccount(inUse);
      },
      randomBytes: (length) => randomBytes(length),
      localFiles: { read: unused, writeExport: unused },
      covers: { fit: unused, download: unused },
    });
    const collector = createCollector({
      ...{ clock, timers, logger, settings, history: counted, spotify: spotify.collect },
      random: () => 0.5,
      watchedFolder: { list: () => Promise.resolve([]) },
    });
    collector.start();
    const host = hostApi({ history: { ...counted, close: () => history.close() }, spotify, collector });
    return {
      ...host,
      close: () => {
        this.#ended = host.close();
        return this.#ended;
      },
    };
  }
}

function unused(): never {
  throw new Error('not part of the soak');
}
