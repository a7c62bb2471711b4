import { kinds, type Kind } from '../../protocol/history/window.ts';
import { ArtistDictionary } from './artistDictionary.ts';
import type { NamedTrack } from './import/importSink.ts';
import { localTrackId } from './import/localTrackId.ts';
import { normalName } from './normalName.ts';
import type { Observation } from './observation.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import { TrackRows, type Track } from './trackRows.ts';

interface Names {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
}

const trackPrefix = 'spotify:track:';
const uriPrefix = 'spotify:';

/** `track_id` of a URI: the bare id of a track, `episode:…` and the like of everything else. */
function trackIdOf(uri: string): string {
  return uri.slice(uri.startsWith(trackPrefix) ? trackPrefix.length : uriPrefix.length);
}

/**
 * Tracks by what a source says they are: the URI or, without one, the names. It is kept in memory, since an
 * import asks once a row; what is new reaches the database by {@link insertNew} and {@link writeTouched}.
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
  readonly #touched = new Set<Track>();
  readonly #renamed = new Set<Track>();

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

  /** Says which track with a URI a track without one stands for. */
  resolve(track: Track, resolved: number | undefined): void {
    track.resolved = resolved;
    this.#rows.resolve(track.id, resolved);
  }

  /** Writes the tracks that came since the last call. @param at Unix ms, their `updated_at` */
  insertNew(at: number): void {
    if (this.#new.length === 0) return;
    this.#rows.insert(this.#new, at);
    this.#credit(this.#new, at);
    this.#new.length = 0;
  }

  /**
   * Writes what changed of tracks that were there: it concerns nearly every track of an import, so it is done
   * once at its end and before a snapshot.
   * @returns whether names changed that listens had carried: what was matched by name may match no longer
   */
  writeTouched(at: number): boolean {
    this.#rows.update([...this.#touched], at);
    this.#touched.clear();
    if (this.#renamed.size === 0) return false;
    this.#credit([...this.#renamed], at);
    this.#renamed.clear();
    return true;
  }

  #credit(tracks: readonly Track[], at: number): void {
    const credits: [string, string][] = [];
    for (const { trackId, artist } of tracks) {
      if (artist !== '') credits.push([trackId, this.#artists.idOf(artist)]);
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
    const track: Track = { id, trackId, uri, kind, title, artist, album, namesAt, resolved: undefined };
    this.#know(track);
    this.#new.push(track);
    return track;
  }

  /** Old account files call episodes music; a source that knows better wins, whichever comes first. */
  #refineKind(track: Track, kind: Kind): void {
    if (kinds.indexOf(kind) < kinds.indexOf(track.kind)) return;
    track.kind = kind;
    this.#touched.add(track);
  }

  #rename(track: Track, names: Names, at: number): void {
    if (track.title !== names.title || track.artist !== names.artist || track.album !== names.album) {
      if (at === track.namesAt && ordered(names) <= ordered(track)) return;
      if (normalName(track.artist) !== normalName(names.artist) || track.title !== names.title) {
        this.#renamed.add(track);
      }
      track.title = names.title;
      track.artist = names.artist;
      track.album = names.album;
      this.#touched.add(track);
    }
    if (at === track.namesAt) return;
    track.namesAt = at;
    this.#touched.add(track);
  }
}

/** Decides between the names of two listens that ended at once. */
function ordered({ title, artist, album }: Names): string {
  return `${title}|${normalName(artist)}|${album}`;
}
