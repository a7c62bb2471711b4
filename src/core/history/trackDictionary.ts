import { kinds, type Kind } from '../../protocol/history/window.ts';
import { ArtistDictionary } from './artistDictionary.ts';
import type { NamedTrack } from './import/importSink.ts';
import { localTrackId } from './import/localTrackId.ts';
import { normalName } from './normalName.ts';
import type { Observation } from './observation.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import { trackIdOf, TrackRows, type Track } from './trackRows.ts';

interface Names {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
}

/**
 * Tracks by what a source says they are: the URI or, without one, the names. It is kept in memory, since an
 * import asks once a row; what is new reaches the database by {@link write} and {@link writeSeen}.
 *
 * A URI whose names change between rows keeps those of its newest listen, in whatever order the rows come.
 */
export class TrackDictionary {
  readonly #rows: TrackRows;
  readonly #artists: ArtistDictionary;
  readonly #all: Track[] = [];
  readonly #byUri = new Map<string, Track>();
  readonly #local = new Map<string, Track>();
  readonly #byNames = new Map<string, Track>();
  readonly #new: Track[] = [];
  /** Known tracks whose kind or names changed. */
  readonly #changed = new Set<Track>();
  /** Tracks with {@link Track.isSeen}. */
  #seen: Track[] = [];
  #renamed = false;
  #isResolvingDue = false;

  constructor(database: SqlDatabase) {
    this.#rows = new TrackRows(database);
    this.#artists = new ArtistDictionary(database);
    this.#rows.each((track) => {
      this.#know(track);
    });
  }

  /** All tracks, by ascending id. */
  get all(): readonly Track[] {
    return this.#all;
  }

  /** @throws Error if there is none: ids come from the database that the dictionary was read from. */
  byId(id: number): Track {
    const likely = this.#all[id - 1];
    const track = likely?.id === id ? likely : this.#all.find((one) => one.id === id);
    if (track === undefined) throw new Error(`There is no track ${id}.`);
    return track;
  }

  /** Whether tracks came or changed their names since they were last resolved. */
  get isResolvingDue(): boolean {
    return this.#isResolvingDue;
  }

  /** Id of the track of an observation, which may be new. */
  idOf(observation: Observation): number {
    const { uri, kind, endedAt } = observation;
    if (uri === undefined) return this.#named(observation, kind).id;
    const track = this.#byUri.get(uri);
    if (track === undefined) return this.#add(trackIdOf(uri), uri, observation, kind, endedAt).id;
    if (track.kind !== kind) this.#refineKind(track, kind);
    if (endedAt >= track.namesAt) this.#rename(track, observation, endedAt);
    return track.id;
  }

  /** Makes a track of a library or playlist known. Names that a listen carried stay. */
  learn(named: NamedTrack): void {
    const track = this.#byUri.get(named.uri);
    if (track === undefined) this.#add(trackIdOf(named.uri), named.uri, named, 'music', 0);
    else if (track.namesAt === 0) this.#rename(track, named, 0);
  }

  /** Sets which tracks with a URI tracks without one stand for. */
  resolve(resolutions: ReadonlyMap<Track, number | undefined>): void {
    this.#isResolvingDue = false;
    for (const [track, resolved] of resolutions) track.resolved = resolved;
    this.#rows.resolve([...resolutions.keys()]);
  }

  /**
   * Writes the tracks that came or changed since the last call.
   * @param at Unix ms, their `updated_at`
   */
  write(at: number): void {
    if (this.#new.length > 0) {
      this.#rows.insert(this.#new, at);
      this.#credit(this.#new, at);
      this.#new.length = 0;
    }
    for (const track of this.#changed) this.#rows.update(track, at);
    this.#credit(this.#changed, at);
    this.#changed.clear();
  }

  /**
   * Writes when names were last seen. This concerns nearly every track of an import, so it is done once at its end
   * and before a snapshot.
   * @returns whether names changed since the last call: what was matched by name may match no longer
   */
  writeSeen(): boolean {
    this.#rows.seen(this.#seen);
    for (const track of this.#seen) track.isSeen = false;
    this.#seen = [];
    const renamed = this.#renamed;
    this.#renamed = false;
    return renamed;
  }

  #credit(tracks: Iterable<Track>, at: number): void {
    const credits: [number, number][] = [];
    for (const { id, artist } of tracks) {
      if (artist !== '') credits.push([id, this.#artists.idOf(artist)]);
    }
    this.#artists.insertNew(at);
    this.#rows.credit(credits);
  }

  #know(track: Track): void {
    this.#all.push(track);
    if (track.uri === undefined) this.#local.set(track.trackId, track);
    else this.#byUri.set(track.uri, track);
  }

  #named(names: Names, kind: Kind): Track {
    const { artist, title, album } = names;
    const key = `${artist}|${title}|${album}`;
    let track = this.#byNames.get(key);
    if (track === undefined) {
      const trackId = localTrackId(artist, title, album);
      track = this.#local.get(trackId) ?? this.#add(trackId, undefined, names, kind, 0);
      this.#byNames.set(key, track);
    }
    if (track.kind !== kind) this.#refineKind(track, kind);
    return track;
  }

  #add(trackId: string, uri: string | undefined, names: Names, kind: Kind, namesAt: number): Track {
    const { title, artist, album } = names;
    const id = (this.#all.at(-1)?.id ?? 0) + 1;
    const known = { isSeen: false, resolved: undefined, nameKey: undefined };
    const track: Track = { id, trackId, uri, kind, title, artist, album, namesAt, ...known };
    this.#know(track);
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
    if (track.title !== names.title || track.artist !== names.artist || track.album !== names.album) {
      if (at === track.namesAt && ordered(names) <= ordered(track)) return;
      this.#renamed = true;
      this.#isResolvingDue = true;
      track.nameKey = undefined;
      track.title = names.title;
      track.artist = names.artist;
      track.album = names.album;
      this.#changed.add(track);
    }
    if (at === track.namesAt) return;
    track.namesAt = at;
    if (!track.isSeen) this.#see(track);
  }
}

/** Decides between the names of two listens that ended at once. */
function ordered({ title, artist, album }: Names): string {
  return `${title}|${normalName(artist)}|${album}`;
}
