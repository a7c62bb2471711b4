import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { HostError } from '../../src/core/errors.ts';
import type { Host } from '../../src/core/hostApi.ts';
import { holdersFolder } from '../../src/node/host/holdersFolder.ts';
import { openDirectory } from '../../src/node/host/openDirectory.ts';
import { EventListeners } from '../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../src/protocol/localApi.ts';
import { deferred } from '../fixtures/deferred.ts';
import { handlersWith } from '../fixtures/handlers.ts';
import { memoryVault } from '../fixtures/memoryVault.ts';

/**
 * A process that contends for a data directory, and as its host writes without a pause: a line of a ledger, then a
 * whole file. Each line of stdout says what was done, after it was done. With `apart` its socket is among the temporary
 * files.
 */
const [dataDir = '', place] = process.argv.slice(2);
const holdsSockets = place !== 'apart';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const say = (...words: readonly (string | number)[]): void => {
  writeSync(1, `${words.join(' ')}\n`);
};

async function write(id: string): Promise<void> {
  const folder = holdersFolder(dataDir, id);
  say('saw', decoder.decode(folder.read('state')) || 'nothing 0');
  for (let count = 1; ; count++) {
    try {
      folder.append('ledger', encoder.encode(`${id} ${count}\n`));
      folder.replace('state', encoder.encode(`${id} ${count}`), 'state.before');
      // What is on the way must not be in its place later.
      if (count % 5 === 0) folder.rename('state.before', 'state.older');
    } catch (error) {
      say(HostError.is(error, 'refused') ? 'refused' : `failed ${String(error)}`, id, count);
      return;
    }
    say('stored', id, count);
    await setImmediate();
  }
}

function startHost({ id = '' }: { readonly id: string | undefined }): Promise<Host> {
  say('host', id);
  void write(id);
  const api = createLocalApi(handlersWith({}), new EventListeners(() => undefined));
  return Promise.resolve({ ...api, close: () => Promise.resolve() });
}

const silent = (): void => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };

async function contend(): Promise<void> {
  for (;;) {
    const lost = deferred();
    try {
      await openDirectory(
        { dataDir, version: '1.0.0', logger, vault: memoryVault(), startHost, holdsSockets },
        () => {
          lost.resolve();
        },
      );
      say('opened');
      await lost.promise;
    } catch (error) {
      // A host that stands still is not a dead one.
      say(HostError.is(error, 'unreachable') ? 'unreachable' : 'failed', String(error));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

say('ready', process.pid);
setInterval(() => undefined, 60_000);
void contend();
