import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SecretStorage } from 'vscode';
import { AppError } from '../../core/errors.ts';
import type { Logger } from '../../core/ports.ts';
import { inTurn, type Turn } from '../../node/vault/turns.ts';
import { SecretStamps, stampOf } from './secretStamps.ts';

/** Secrets by their keys, each as it was stored last, by whichever window. */
export interface SecretTexts {
  get(key: string): Promise<string | undefined>;
  store(key: string, text: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Runs work that reads secrets and then writes them, while no other window does. */
export type Alone = <T>(work: (secrets: SecretTexts) => Promise<T>) => Promise<T>;

export interface SharedSecretsOptions {
  readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>;
  /** The folder that all windows of the user share. */
  readonly dataDir: string;
  readonly logger: Logger;
  /** How long to wait for what another window stored, ms; beyond that it never reached the editor. */
  readonly patienceMs?: number;
}

const turnsFolder = 'secret-turns';
const lookAgainMs = 25;

/**
 * SecretStorage for decisions that only one window may make. It has no lock, and each window reads a copy of its own
 * that hears of the others' changes some hundred milliseconds after their `store` has returned; so beside turns
 * there are stamps of what was stored last, and whoever reads waits until its copy has come so far.
 */
export function sharedSecrets(options: SharedSecretsOptions): Alone {
  const { secrets, dataDir, logger, patienceMs = 3_000 } = options;
  const stamps = new SecretStamps(dataDir, logger);
  const fresh: SecretTexts = {
    get: async (key) => {
      const stamp = await stamps.of(key);
      const giveUpAt = performance.now() + patienceMs;
      for (;;) {
        const text = await secrets.get(key);
        if (stamp === undefined || stampOf(text) === stamp) return text;
        if (performance.now() > giveUpAt) {
          logger.warn('a secret is not what a window of this editor stored last', { key });
          return text;
        }
        await delay(lookAgainMs);
      }
    },
    store: async (key, text) => {
      await secrets.store(key, text);
      await stamps.put(key, text);
    },
    delete: async (key) => {
      await secrets.delete(key);
      await stamps.put(key, undefined);
    },
  };
  return async (work) => {
    let began = false;
    const during = (turn?: Turn): ReturnType<typeof work> => {
      began = true;
      return work(turn === undefined ? fresh : checkedOnce(fresh, turn));
    };
    try {
      return await inTurn(join(dataDir, turnsFolder), during);
    } catch (error) {
      // A full or read-only disk must not cost a sign-in: what Spotify gave is given once.
      if (began || AppError.is(error)) throw error;
      logger.warn('secrets are changed without a turn', { error });
      return during();
    }
  };
}

/**
 * The same secrets, whose first change asks whether the turn still holds: until then the work can be done again. After
 * it, half of a change would be worse than the end of it a moment too late.
 */
function checkedOnce(secrets: SecretTexts, turn: Turn): SecretTexts {
  let checked: Promise<void> | undefined;
  const check = (): Promise<void> => (checked ??= turn.check());
  return {
    get: (key) => secrets.get(key),
    store: async (key, text) => {
      await check();
      await secrets.store(key, text);
    },
    delete: async (key) => {
      await check();
      await secrets.delete(key);
    },
  };
}
