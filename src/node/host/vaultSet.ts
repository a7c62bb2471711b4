import type { LentVault } from '../../core/spotify/credentials.ts';
import type { Disposable } from '../../protocol/api.ts';

/** The vaults that a host can use: its own first, then those of its clients in the order in which they came. */
export class VaultSet {
  readonly #vaults = new Map<LentVault, Disposable>();
  readonly #listeners = new Set<() => void>();

  all(): readonly LentVault[] {
    return [...this.#vaults.keys()];
  }

  /** @returns takes it out again */
  add(vault: LentVault): Disposable {
    const following = vault.onChanged(() => {
      this.#tell();
    });
    this.#vaults.set(vault, following);
    this.#tell();
    return {
      dispose: () => {
        following.dispose();
        if (this.#vaults.delete(vault)) this.#tell();
      },
    };
  }

  /** A vault came, went or changed. */
  onChanged(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
