import { kinds, type Kind } from '../../protocol/history/window.ts';
import { ArtistDictionary } from './artistDictionary.ts';
import type { NamedTrack } from './import/importSink.ts';
import { localTrackId } from './import/localTrackId.ts';
import { normalName } from './normalName.ts';
import type { Observation } from './observation.ts';
import { nameKey } from './resolveNames.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import type { TrackNames } from './trackNames.ts';
import { trackIdOf, TrackRows, type Track, type TrackFacts, type TrackSource } from './trackRows.ts';

/** Ids of Spotify have 22 characters. */
const shortestId = 22;

interface Names {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
}

/** What a source says of a listen's track. */
export type HeardTrack = Pick<Observation, 'uri' | 'kind' | 'endedAt' | 'title' | 'artist' | 'album'>;

/** Tracks that came or changed, for those who derive something of their names. */
export interface TouchedTracks {
  readonly tracks: readonly Track[];
  /** Names that known tracks had before. */
  readonly left: readonly Names[];
}

/**
 * Tracks by what a source says they are: the URI or, without one, the names. An import asks once a row, so it reads
 * all of them first ({@link loadAll}); who asks for a few tracks has them looked up by their keys. What is new
 * reaches the database by {@link write} and {@link writeSeen}.
 *
 * A URI whose names change between rows keeps those of its newest listen that has any, in whatever order the rows
 * come: of a removed track Spotify tells no names, and then the title is its id.
 */
export class TrackDictionary implements TrackNames {
  readonly #rows: TrackRows;
  readonly #artists: ArtistDictionary;
  readonly #byId = new Map<number, Track>();
  readonly #byUri = new Map<string, Track>();
  readonly #local = new Map<string, Track>();
  readonly #byNames = new Map<string, Track>();
  /** Values of `track_id` that the table does not have. */
  readonly #absent = new Set<string>();
  readonly #new: Track[] = [];
  /** Known tracks whose kind, names or artist changed. */
  readonly #changed = new Set<Track>();
  /** Names that known tracks lost since the last call of {@link write}. */
  #left: Names[] = [];
  /** Tracks with {@link Track.isSeen}. */
  #seen: Track[] = [];
  /** All tracks are in memory: one that is not found is new. */
  #whole = false;
  #lastId: number | undefined;
  #renamed = false;
  #isResolvingDue = false;

  constructor(database: SqlDatabase) {
    this.#rows = new TrackRows(database);
    this.#artists = new ArtistDictionary(database);
  }

  /** Reads all tracks that are not known yet. What was written of the others stays as it is in memory. */
  loadAll(): void {
    if (this.#whole) return;
    this.#whole = true;
    this.#artists.loadAll();
    const known = new Map(this.#byId);
    this.#byId.clear();
    this.#rows.each((track) => {
      this.#know(known.get(track.id) ?? track);
      known.delete(track.id);
    });
    // What is not written yet has the highest ids.
    for (const track of known.values()) this.#know(track);
  }

  /** All tracks, by ascending id. */
  get all(): Iterable<Track> {
    this.loadAll();
    return this.#byId.values();
  }

  /** @throws Error if there is none: ids come from the database that the dictionary is of. */
  byId(id: number): Track {
    let track = this.#byId.get(id);
    if (track === undefined && !this.#whole) track = this.#found(this.#rows.byId(id));
    if (track === undefined) throw new Error(`There is no track ${id}.`);
    return track;
  }

  nameKeyOf(id: number): string {
    return nameKey(this.byId(id));
  }

  /**
   * Looks up, at once, tracks and artists that will be asked for.
   * @param artistUris of artists that tracks will be credited to
   */
  prepare(heard: readonly Omit<HeardTrack, 'endedAt'>[], artistUris: readonly string[]): void {
    if (!this.#whole) {
      const trackIds = heard
        .map(({ uri, artist, title, album }) =>
          uri === undefined ? localTrackId(artist, title, album) : trackIdOf(uri),
        )
        .filter((trackId) => !this.#absent.has(trackId));
      for (const trackId of trackIds) this.#absent.add(trackId);
      for (const track of this.#rows.byTrackIds(trackIds)) {
        this.#absent.delete(track.trackId);
        this.#found(track);
      }
    }
    const artists = heard.map(({ artist }) => artist).filter((artist) => artist !== '');
    this.#artists.prepare(artists, artistUris);
  }

  /**
   * Tracks whose artists have these names, but for those that are not written yet.
   * @param hasUri those with a URI, or those without
   */
  byArtists(names: Iterable<string>, hasUri: boolean): Track[] {
    const artists = [...names].flatMap((name) => (name === '' ? [] : (this.#artists.known(name) ?? [])));
    return artists.length === 0 ? [] : this.#rows.idsOfArtists(artists, hasUri).map((id) => this.byId(id));
  }

  /** Whether tracks came or changed their names since all were last resolved. */
  get isResolvingDue(): boolean {
    return this.#isResolvingDue;
  }

  /** Id of the track of a listen, which may be new. */
  idOf(heard: HeardTrack): number {
    const { uri, kind, endedAt } = heard;
    if (uri === undefined) return this.#named(heard, kind).id;
    const track = this.#ofUri(uri);
    const isNamed = !isOwnId(heard.title, uri);
    if (track === undefined) return this.#add(trackIdOf(uri), uri, heard, kind, isNamed ? endedAt : 0).id;
    if (track.kind !== kind) this.#refineKind(track, kind);
    if (isNamed && (endedAt >= track.namesAt || isOwnId(track.title, uri))) {
      this.#rename(track, heard, endedAt);
    }
    return track.id;
  }

  /** Makes a track of a library or playlist known. Names that a listen carried stay. */
  learn(named: NamedTrack): void {
    const track = this.#ofUri(named.uri);
    if (track === undefined) this.#add(trackIdOf(named.uri), named.uri, named, 'music', 0);
    else if (track.namesAt === 0) this.#rename(track, named, 0);
  }

  /** Id of a track by its URI or names; a known one stays as it is. */
  idOfKnownOrNew({ uri, ...names }: Omit<HeardTrack, 'endedAt'>): number {
    if (uri === undefined) return this.#named(names, names.kind).id;
    return (this.#ofUri(uri) ?? this.#add(trackIdOf(uri), uri, names, names.kind, 0)).id;
  }

  /**
   * Credits a track to an artist with a URI. It reaches the database by {@link write}.
   * @param heardAt end of the listen that says so
   * @param at Unix ms, `updated_at`
   * @returns whether a known artist is called otherwise now
   */
  creditTo(id: number, uri: string, name: string, heardAt: number, at: number): boolean {
    const track = this.byId(id);
    const renamed = this.#artists.nameUri(uri, name, heardAt, at);
    // The first in the alphabet, so that it makes no difference which of several came first.
    if (track.artist !== '' && (track.artistUri === undefined || uri < track.artistUri)) {
      track.artistUri = uri;
      this.#changed.add(track);
    }
    return renamed;
  }

  /** Adds to a written track what is not known of it yet. @returns whether there was something to add */
  describe(id: number, facts: TrackFacts, at: number): boolean {
    return this.#rows.describe(id, facts, at);
  }

  /**
   * Sets which tracks with a URI tracks without one stand for.
   * @param all these are the resolutions of all tracks
   */
  resolve(resolutions: ReadonlyMap<Track, number | undefined>, all: boolean): void {
    if (all) this.#isResolvingDue = false;
    for (const [track, resolved] of resolutions) track.resolved = resolved;
    this.#rows.resolve([...resolutions.keys()]);
  }

  /**
   * Writes the tracks that came or changed since the last call.
   * @param at Unix ms, their `updated_at`
   * @param source who tells of tracks and artists that are new
   */
  write(at: number, source: TrackSource = 'import_zip'): TouchedTracks {
    const touched = { tracks: [...new Set([...this.#new, ...this.#changed])], left: this.#left };
    if (this.#new.length > 0) {
      this.#rows.insert(this.#new, at, source);
      this.#credit(this.#new, at, source);
      for (const track of this.#new) this.#changed.delete(track);
      this.#new.length = 0;
    }
    for (const track of this.#changed) this.#rows.update(track, at);
    this.#credit(this.#changed, at, source);
    this.#changed.clear();
    this.#left = [];
    return touched;
  }

  /**
   * Writes when names were last seen. This concerns nearly every track of an import, so it is done once at its end
   * and before a snapshot.
   */
  writeSeen(): void {
    this.#rows.seen(this.#seen);
    for (const track of this.#seen) track.isSeen = false;
    this.#seen = [];
  }

  /** Whether names changed since the last call, as they are compared: what was matched may match no longer. */
  takeRenamed(): boolean {
    const renamed = this.#renamed;
    this.#renamed = false;
    return renamed;
  }

  /** Undoes {@link takeRenamed}: who took it did not match anew. */
  noteRenamed(): void {
    this.#renamed = true;
  }

  /** Sets {@link isResolvingDue} back to what it was before tracks came that were resolved by themselves. */
  resolvedSince(due: boolean): void {
    this.#isResolvingDue = due;
  }

  #credit(tracks: Iterable<Track>, at: number, source: TrackSource): void {
    const credits: [number, number][] = [];
    const named: [number, number][] = [];
    for (const { id, artist, artistUri } of tracks) {
      if (artist === '') continue;
      const byName = this.#artists.idOf(artist);
      credits.push([id, artistUri === undefined ? byName : this.#artists.idOfUri(artistUri)]);
      if (artistUri !== undefined) named.push([id, byName]);
    }
    this.#artists.insertNew(at, source);
    this.#rows.credit(credits);
    this.#rows.nameArtists(named);
  }

  #know(track: Track): void {
    this.#byId.set(track.id, track);
    if (track.uri === undefined) this.#local.set(track.trackId, track);
    else this.#byUri.set(track.uri, track);
  }

  /** What was read of the database, unless it was known by another key. */
  #found(read: Track | undefined): Track | undefined {
    if (read === undefined) return undefined;
    const known = this.#byId.get(read.id);
    if (known !== undefined) return known;
    this.#know(read);
    return read;
  }

  #ofUri(uri: string): Track | undefined {
    return this.#byUri.get(uri) ?? this.#look(trackIdOf(uri));
  }

  #ofLocalId(trackId: string): Track | undefined {
    return this.#local.get(trackId) ?? this.#look(trackId);
  }

  #look(trackId: string): Track | undefined {
    if (this.#whole || this.#absent.has(trackId)) return undefined;
    return this.#found(this.#rows.byTrackIds([trackId])[0]);
  }

  #named(names: Names, kind: Kind): Track {
    const { artist, title, album } = names;
    const key = `${artist}|${title}|${album}`;
    let track = this.#byNames.get(key);
    if (track === undefined) {
      const trackId = localTrackId(artist, title, album);
      track = this.#ofLocalId(trackId) ?? this.#add(trackId, undefined, names, kind, 0);
      this.#byNames.set(key, track);
    }
    if (track.kind !== kind) this.#refineKind(track, kind);
    return track;
  }

  #add(trackId: string, uri: string | undefined, names: Names, kind: Kind, namesAt: number): Track {
    const { title, artist, album } = names;
    this.#lastId ??= this.#rows.lastId();
    const id = ++this.#lastId;
    const known = { artistUri: undefined, isSeen: false, resolved: undefined, nameKey: undefined };
    const track: Track = { id, trackId, uri, kind, title, artist, album, namesAt, ...known };
    this.#know(track);
    this.#absent.delete(trackId);
    this.#new.push(track);
    this.#isResolvingDue = true;
    if (namesAt > 0) this.#see(track);
    return track;
  }

  #see(track: Track): void {
    track.isSeen = true;
    this.#seen.push(track);
  }

  /** Old account files call episodes music; a source that knows better wins, whichever comes first. */
  #refineKind(track: Track, kind: Kind): void {
    if (kinds.indexOf(kind) < kinds.indexOf(track.kind)) return;
    track.kind = kind;
    this.#changed.add(track);
  }

  #rename(track: Track, names: Names, at: number): void {
    const { title, artist, album } = track;
    if (title !== names.title || artist !== names.artist || album !== names.album) {
      const isNamed = track.uri === undefined || !isOwnId(track.title, track.uri);
      if (at === track.namesAt && isNamed && ordered(names) <= ordered(track)) return;
      const before = nameKey(track);
      track.nameKey = undefined;
      track.title = names.title;
      track.artist = names.artist;
      track.album = names.album;
      if (nameKey(track) !== before) {
        this.#renamed = true;
        this.#left.push({ title, artist, album });
      }
      this.#isResolvingDue = true;
      this.#changed.add(track);
    }
    if (at === track.namesAt) return;
    track.namesAt = at;
    if (!track.isSeen) this.#see(track);
  }
}

/** Whether a title stands for names that are not told. */
function isOwnId(title: string, uri: string): boolean {
  return title.length >= shortestId && uri.endsWith(title) && uri.at(-title.length - 1) === ':';
}

/** Decides between the names of two listens that ended at once. */
function ordered({ title, artist, album }: Names): string {
  return `${title}|${normalName(artist)}|${album}`;
}
