import { InputError } from '../../errors.ts';
import type { StartPlaybackParams } from '../operations/player.ts';
import { requireReference, type ReferenceType, type SpotifyReference } from '../spotifyReference.ts';

const contextTypes: readonly ReferenceType[] = ['album', 'artist', 'playlist', 'show', 'audiobook'];
const playableTypes: readonly ReferenceType[] = ['track', 'episode', 'chapter'];
const startable = [...playableTypes, ...contextTypes];
/** Contexts with an order that one can begin in the middle of (Spotify Web API reference). */
const withOrder: readonly ReferenceType[] = ['album', 'playlist', 'show', 'audiobook'];

/** What to start, as a caller names it: URIs or links. */
export interface StartArguments {
  readonly uris?: readonly string[] | undefined;
  readonly context?: string | undefined;
  readonly from?: string | undefined;
  readonly position_ms?: number | undefined;
}

/** Whether something with this kind of URI is started as a whole instead of as one item. */
export function isContext({ type }: SpotifyReference): boolean {
  return contextTypes.includes(type);
}

/**
 * Spotify's parameters for what a caller wants to start. A track given as context is played as a track, one album
 * given among the URIs as a context.
 * @throws InputError for what cannot be started, or not together
 */
export function startWhat({
  uris,
  context,
  from,
  position_ms: positionMs,
}: StartArguments): StartPlaybackParams {
  if (context !== undefined && uris !== undefined) {
    throw new InputError('start takes uris or context, not both.', {
      hint: 'Pass context for an album, artist, playlist or show, uris for tracks and episodes; from picks a track of the context.',
    });
  }
  const given = (context === undefined ? uris : [context]) ?? [];
  const name = context === undefined ? 'uris' : 'context';
  const references = given.map((text) => requireReference(name, text, startable));
  const [first] = references;
  if (first === undefined) {
    throw new InputError('start needs uris or context.', {
      hint: 'For example action start with uris ["spotify:track:…"]; spotify_search finds URIs.',
    });
  }
  if (references.length > 1 && references.some(isContext)) {
    throw new InputError(
      'uris takes tracks and episodes; an album, artist, playlist or show is started alone.',
      {
        hint: 'Pass it as context, without uris.',
      },
    );
  }
  const position = positionMs === undefined ? {} : { positionMs };
  if (!isContext(first)) {
    const start = { uris: references.map(({ uri }) => uri), ...position };
    return from === undefined ? start : { ...start, offset: { uri: fromItem(from, start.uris) } };
  }
  if (from === undefined) return { contextUri: first.uri, ...position };
  if (!withOrder.includes(first.type)) {
    throw new InputError(`from does not go with a context of kind ${first.type}.`, {
      hint: 'Leave from out, or pass the track as uris.',
    });
  }
  return {
    contextUri: first.uri,
    offset: { uri: requireReference('from', from, playableTypes).uri },
    ...position,
  };
}

function fromItem(from: string, uris: readonly string[]): string {
  const { uri } = requireReference('from', from, playableTypes);
  if (uris.includes(uri)) return uri;
  throw new InputError('from is none of uris.', { hint: 'Pass one of uris as from, or leave it out.' });
}
