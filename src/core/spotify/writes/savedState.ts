import type { StoredState, StoredStateHead } from '../../../protocol/spotify/savedStates.ts';

/** What was there before a change, or when the user asked to keep it. Each kind is brought back in its own way. */
export type SavedContent =
  | {
      readonly kind: 'playlistItems';
      readonly playlistId: string;
      /** All entries in order. A local file or one that Spotify no longer shows cannot be added again. */
      readonly uris: readonly string[];
    }
  | {
      readonly kind: 'playlistDetails';
      readonly playlistId: string;
      /** Only what was changed. */
      readonly details: PlaylistContentDetails;
    }
  | {
      /** A snapshot: entries and details together. */
      readonly kind: 'playlist';
      readonly playlistId: string;
      readonly uris: readonly string[];
      readonly details: PlaylistContentDetails;
    }
  | {
      readonly kind: 'library';
      /** What the change removed, to save again. */
      readonly removed: readonly string[];
      /** What the change saved, to remove again. */
      readonly added: readonly string[];
    }
  | {
      readonly kind: 'createdPlaylists';
      /** URIs of playlists that the change made. */
      readonly uris: readonly string[];
    };

/** What a playlist says of itself, as far as it was kept. */
export interface PlaylistContentDetails {
  readonly name?: string | undefined;
  /** As Spotify wrote it, HTML entities included. */
  readonly description?: string | undefined;
  readonly public?: boolean | undefined;
  readonly collaborative?: boolean | undefined;
}

/** A state to keep. */
export interface NewState {
  /** What it is of, as people call it: `the items of "Road trip"`. Names are quoted by `quoted`. */
  readonly label: string;
  /** URI of the playlist; absent for the library. */
  readonly subject?: string;
  readonly content: SavedContent;
  /** Kept until it is removed; others go after 30 days. */
  readonly pinned?: boolean;
  /** Kept by an undo: going further back skips it. */
  readonly byUndo?: boolean;
}

/** A state that was kept. */
export interface SavedState extends Omit<StoredState, 'content'> {
  readonly content: SavedContent;
}

/** What was kept of one account. What a call acknowledged by returning survives the death of the process. */
export interface SavedStates {
  /**
   * Keeps a state.
   * @returns its id
   * @throws HistoryError where the database cannot be written; InputError where it is too large, or too many are pinned
   */
  put(state: NewState): Promise<string>;
  /** @returns `undefined` if there is none of that id any more. @throws HistoryError for one that is damaged */
  get(id: string): Promise<SavedState | undefined>;
  /** Newest first. */
  list(filter: {
    readonly pinned?: boolean;
    readonly subject?: string;
    readonly limit?: number;
  }): Promise<readonly StoredStateHead[]>;
  remove(id: string): Promise<void>;
}
