import { createHash } from 'node:crypto';
import type { SeededRandom } from '../fixtures/seededRandom.ts';

export interface PlaylistPerson {
  readonly id: string;
  readonly displayName: string;
}

/** A file of the owner's own, which Spotify only knows by what it was told. */
export interface LocalFile {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly durationMs: number;
}

/** One place of a playlist. The object is the identity: the same song twice is two entries. */
export interface PlaylistEntry {
  /** `undefined`: an item that no longer exists. */
  readonly uri: string | undefined;
  readonly local?: LocalFile;
  /** Unix ms; very old entries have none, nor who added them. */
  readonly addedAt: number | undefined;
  readonly addedBy: string | undefined;
}

export interface NewPlaylist {
  readonly name: string;
  readonly owner: PlaylistPerson;
  readonly description?: string;
  readonly public?: boolean;
  readonly collaborative?: boolean;
  /** Made by Spotify itself: new apps are answered as if it did not exist. */
  readonly editorial?: boolean;
  readonly uris?: readonly string[];
}

/** A playlist with its versions: every write makes a new snapshot id. */
export class SimPlaylist {
  readonly id: string;
  readonly uri: string;
  readonly owner: PlaylistPerson;
  readonly editorial: boolean;
  /** Users who may write besides the owner, while it is collaborative. */
  readonly collaborators = new Set<string>();
  name: string;
  description: string;
  public: boolean;
  collaborative: boolean;
  image: Buffer | undefined;
  /** Spotify does not tell whether a removal takes every occurrence; `false`: only the first. */
  removesEvery = true;
  #entries: readonly PlaylistEntry[] = [];
  #versions = new Map<string, readonly PlaylistEntry[]>();
  #snapshotId = '';
  #version = 0;

  constructor(id: string, given: NewPlaylist, at: number) {
    this.id = id;
    this.uri = `spotify:playlist:${id}`;
    this.owner = given.owner;
    this.editorial = given.editorial ?? false;
    this.name = given.name;
    this.description = given.description ?? '';
    this.public = given.public ?? true;
    this.collaborative = given.collaborative ?? false;
    this.touch();
    if (given.uris !== undefined) this.insert(given.uris, 0, at, given.owner.id);
  }

  get entries(): readonly PlaylistEntry[] {
    return this.#entries;
  }

  get snapshotId(): string {
    return this.#snapshotId;
  }

  mayRead(userId: string | undefined): boolean {
    return userId === this.owner.id || (this.collaborative && this.collaborators.has(userId ?? ''));
  }

  /** Whether this is or was the id of a version. */
  knows(snapshotId: string): boolean {
    return this.#versions.has(snapshotId);
  }

  /** A new version, also for a change of the details. */
  touch(): void {
    this.#version += 1;
    const hash = createHash('sha256').update(`${this.id} ${this.#version}`).digest('hex').slice(0, 40);
    this.#snapshotId = Buffer.from(`${this.#version},${hash}`).toString('base64');
    this.#versions.set(this.#snapshotId, this.#entries);
  }

  insert(uris: readonly string[], position: number, at: number, userId: string): void {
    this.addEntries(
      uris.map((uri) => ({ uri, addedAt: at, addedBy: userId })),
      position,
    );
  }

  addEntries(entries: readonly PlaylistEntry[], position = this.#entries.length): void {
    this.#set([...this.#entries.slice(0, position), ...entries, ...this.#entries.slice(position)]);
  }

  replace(uris: readonly string[], at: number, userId: string): void {
    this.#entries = [];
    this.insert(uris, 0, at, userId);
  }

  /** Removes every occurrence, or the first of each. */
  remove(uris: ReadonlySet<string>): void {
    const left = new Set(uris);
    this.#set(
      this.#entries.filter(({ uri }) => {
        if (uri === undefined || !left.has(uri)) return true;
        if (!this.removesEvery) left.delete(uri);
        return false;
      }),
    );
  }

  /** Positions count in the version that `snapshotId` names, which need not be the latest. */
  reorder(rangeStart: number, rangeLength: number, insertBefore: number, snapshotId: string): void {
    const seen = this.#versions.get(snapshotId) ?? this.#entries;
    const moved = new Set(seen.slice(rangeStart, rangeStart + rangeLength));
    const moving = this.#entries.filter((entry) => moved.has(entry));
    const staying = this.#entries.filter((entry) => !moved.has(entry));
    const anchor = seen.slice(insertBefore).find((entry) => staying.includes(entry));
    const position = anchor === undefined ? staying.length : staying.indexOf(anchor);
    this.#set([...staying.slice(0, position), ...moving, ...staying.slice(position)]);
  }

  #set(entries: readonly PlaylistEntry[]): void {
    this.#entries = entries;
    this.touch();
  }
}

/** All playlists of everybody. */
export class PlaylistStore {
  readonly #random: SeededRandom;
  readonly #byId = new Map<string, SimPlaylist>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  get all(): readonly SimPlaylist[] {
    return [...this.#byId.values()];
  }

  create(given: NewPlaylist, at: number): SimPlaylist {
    const playlist = new SimPlaylist(this.#random.id(), given, at);
    this.#byId.set(playlist.id, playlist);
    return playlist;
  }

  byId(id: string): SimPlaylist | undefined {
    return this.#byId.get(id);
  }

  byUri(uri: string): SimPlaylist | undefined {
    return this.#byId.get(uri.replace(/^spotify:playlist:/, ''));
  }
}
