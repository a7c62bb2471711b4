import * as z from 'zod';
import { accountInUse as accountInUseSchema, type AccountInUse } from '../../protocol/spotify/accounts.ts';
import type { Logger } from '../ports.ts';
import { families } from './operation.ts';
import type { StateFile } from './stateFile.ts';

const closedFamily = z.object({
  clientId: z.string(),
  family: z.enum(families),
  reason: z.enum(['quota', 'rateLimit']),
  until: z.number(),
});

/** A family of endpoints that Spotify does not answer for one app. */
export interface ClosedFamily extends Readonly<z.output<typeof closedFamily>> {
  /** Spotify counts per app and developer account, so every account on this Client ID is affected. */
  readonly clientId: string;
  /** Unix ms. */
  readonly until: number;
}

/**
 * The typed sections of the {@link StateFile}. Nothing is kept in memory: each write reads the file first, so that
 * several parts can hold one each. What is damaged is logged and counts as absent; keys of others stay.
 */
export class HostState {
  readonly #file: StateFile;
  readonly #logger: Logger;

  constructor(file: StateFile, logger: Logger) {
    this.#file = file;
    this.#logger = logger;
  }

  /** The closed families as they were stored, over or not. */
  limits(): readonly ClosedFamily[] {
    const { limits } = this.#read();
    if (limits === undefined) return [];
    const entries: readonly unknown[] = Array.isArray(limits) ? limits : [limits];
    return entries.flatMap((entry) => {
      const parsed = closedFamily.safeParse(entry);
      if (parsed.success) return [parsed.data];
      this.#logger.warn('stored limit is damaged, left out', { issues: parsed.error.issues.length });
      return [];
    });
  }

  /** Throws the adapter's error if the file cannot be written. */
  setLimits(limits: readonly ClosedFamily[]): void {
    this.#write({ limits });
  }

  /** The account in use; `undefined` = none was chosen. */
  activeAccount(): string | undefined {
    const { activeAccount } = this.#read();
    return typeof activeAccount === 'string' ? activeAccount : undefined;
  }

  /** Throws the adapter's error if the file cannot be written. */
  setActiveAccount(activeAccount: string | undefined): void {
    this.#write({ activeAccount });
  }

  /** The account that was in use last, chosen or not; `undefined` = nobody ever signed in. */
  accountInUse(): AccountInUse | undefined {
    return accountInUseSchema.safeParse(this.#read()['accountInUse']).data;
  }

  /** Throws the adapter's error if the file cannot be written. */
  setAccountInUse(accountInUse: AccountInUse): void {
    this.#write({ accountInUse });
  }

  #read(): Readonly<Record<string, unknown>> {
    try {
      const text = this.#file.read();
      if (text === undefined) return {};
      const content: unknown = JSON.parse(text);
      if (typeof content === 'object' && content !== null && !Array.isArray(content))
        return content as Record<string, unknown>;
      this.#logger.warn('state file is no object, treated as empty');
    } catch (error) {
      this.#logger.warn('state file cannot be read, treated as empty', { error });
    }
    return {};
  }

  #write(section: Readonly<Record<string, unknown>>): void {
    this.#file.write(`${JSON.stringify({ ...this.#read(), ...section }, undefined, 2)}\n`);
  }
}
