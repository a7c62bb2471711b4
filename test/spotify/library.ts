/** What a user saved or follows: tracks, albums, shows, episodes, audiobooks, artists, users, playlists. */
export class Library {
  /** URI → Unix ms of saving. */
  readonly #saved = new Map<string, number>();

  /** Saving again changes nothing. */
  save(uri: string, at: number): void {
    if (!this.#saved.has(uri)) this.#saved.set(uri, at);
  }

  remove(uri: string): void {
    this.#saved.delete(uri);
  }

  has(uri: string): boolean {
    return this.#saved.has(uri);
  }

  /** Newest first. */
  list(kind: string): readonly { readonly uri: string; readonly addedAt: number }[] {
    return [...this.#saved]
      .filter(([uri]) => uri.startsWith(`spotify:${kind}:`))
      .map(([uri, addedAt]) => ({ uri, addedAt }))
      .sort((a, b) => b.addedAt - a.addedAt);
  }
}
