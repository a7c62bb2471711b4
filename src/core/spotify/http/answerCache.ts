import { LRUCache } from 'lru-cache';
import type { Clock } from '../../ports.ts';
import { cacheKinds, type CacheKind } from '../operation.ts';
import type { ClientLimits } from './clientLimits.ts';

/** Where the answer to one question is kept, until something is written that changes such answers. */
export interface Place {
  /** Differs between accounts, and from the same question after a write. */
  readonly key: string;
  readonly owner: string;
  readonly kind: CacheKind | undefined;
  readonly url: string;
}

/** Owner of what is the same for every account. */
const everyone = '*';

/** Parsed answers in memory, by account and kind. */
export class AnswerCache {
  readonly #answers: LRUCache<string, { readonly value: unknown }>;
  readonly #ttlMs: Readonly<Record<CacheKind, number>>;
  /** How often each owner's answers of a kind became stale; part of the key, so that old ones are not found. */
  readonly #ages = new Map<string, number>();

  constructor(clock: Clock, limits: ClientLimits) {
    this.#ttlMs = limits.cacheTtlMs;
    this.#answers = new LRUCache({
      max: limits.cacheEntries,
      maxSize: limits.cacheCharacters,
      perf: { now: () => clock.now() },
      ttlResolution: 0,
    });
  }

  /** @param account `undefined` = the app itself; metadata has one place for all */
  place(account: string | undefined, kind: CacheKind | undefined, url: string): Place {
    const owner = ownerOf(account, kind);
    return { key: `${owner}\n${kind ?? ''}\n${this.#age(owner, kind)}\n${url}`, owner, kind, url };
  }

  get({ key }: Place): { readonly value: unknown } | undefined {
    return this.#answers.get(key);
  }

  /**
   * Keeps an answer, unless a write has made it stale since its place was taken.
   * @param characters length of its JSON
   * @param ageMs how old it is already
   */
  keep({ key, owner, kind, url }: Place, value: unknown, characters: number, ageMs = 0): void {
    if (kind === undefined || key !== `${owner}\n${kind}\n${this.#age(owner, kind)}\n${url}`) return;
    const ttl = this.#ttlMs[kind] - ageMs;
    if (ttl > 0) this.#answers.set(key, { value }, { ttl, size: characters + key.length });
  }

  /** After a write: these kinds of answers of the account are stale, also those that are still under way. */
  invalidate(account: string | undefined, kinds: readonly CacheKind[]): void {
    for (const kind of [undefined, ...kinds]) {
      const owner = ownerOf(account, kind);
      this.#ages.set(`${owner}\n${kind ?? ''}`, this.#age(owner, kind) + 1);
    }
  }

  /** Drops everything of one account. */
  forget(account: string): void {
    this.invalidate(
      account,
      cacheKinds.filter((kind) => kind !== 'metadata'),
    );
    for (const key of [...this.#answers.keys()]) {
      if (key.startsWith(`${ownerOf(account, undefined)}\n`)) this.#answers.delete(key);
    }
  }

  clear(): void {
    this.#answers.clear();
  }

  #age(owner: string, kind: CacheKind | undefined): number {
    return this.#ages.get(`${owner}\n${kind ?? ''}`) ?? 0;
  }
}

function ownerOf(account: string | undefined, kind: CacheKind | undefined): string {
  if (kind === 'metadata') return everyone;
  return account === undefined ? '' : `=${account}`;
}
