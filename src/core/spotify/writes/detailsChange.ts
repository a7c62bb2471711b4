import { descriptionText } from '../playlists/descriptionText.ts';
import type { Playlist } from '../schemas/playlist.ts';
import { quoted } from '../upstreamText.ts';
import type { PlaylistContentDetails } from './savedState.ts';

/** What a playlist must be told to say of itself what it said. */
export interface DetailsChange {
  readonly details: PlaylistContentDetails;
  /** As parts of a sentence: `name it "Road trip"`. */
  readonly does: readonly string[];
}

/** What differs between a playlist and details that were kept; `undefined` if nothing does. */
export function detailsChange(playlist: Playlist, kept: PlaylistContentDetails): DetailsChange | undefined {
  const does: string[] = [];
  const details: { -readonly [K in keyof PlaylistContentDetails]: PlaylistContentDetails[K] } = {};
  if (kept.name !== undefined && kept.name !== playlist.name) {
    details.name = kept.name;
    does.push(`name it ${quoted(kept.name)}`);
  }
  const description = kept.description === undefined ? undefined : descriptionText(kept.description);
  if (description !== undefined && description !== descriptionText(playlist.description)) {
    details.description = description;
    does.push(description === '' ? 'take its description away' : 'put its description back');
  }
  if (kept.public !== undefined && kept.public !== playlist.public) {
    details.public = kept.public;
    does.push(kept.public ? "show it in the user's profile" : "take it out of the user's profile");
  }
  if (kept.collaborative !== undefined && kept.collaborative !== (playlist.collaborative ?? false)) {
    details.collaborative = kept.collaborative;
    // Spotify takes no other (Web API reference).
    if (kept.collaborative) details.public = false;
    does.push(kept.collaborative ? 'let others change it' : 'let nobody else change it');
  }
  return does.length === 0 ? undefined : { details, does };
}

/** What a playlist says of itself now, to be kept. */
export function detailsOf(playlist: Playlist): PlaylistContentDetails {
  const { name, description = '', public: isPublic, collaborative } = playlist;
  return {
    ...{ name, description },
    ...(isPublic !== undefined && { public: isPublic }),
    ...(collaborative !== undefined && { collaborative }),
  };
}
