import { InputError } from '../errors.ts';
import { itemTypes } from '../../protocol/spotify/items.ts';

/** Kinds that have a URI: the seven of the catalogue, and two that are no search results. */
export const referenceTypes = [...itemTypes, 'chapter', 'user'] as const;
export type ReferenceType = (typeof referenceTypes)[number];

/** One thing at Spotify, named by its kind and id. */
export interface SpotifyReference {
  readonly type: ReferenceType;
  readonly id: string;
  readonly uri: string;
  /** On open.spotify.com. */
  readonly url: string;
}

const uriShape = /^spotify:(?:user:[^:]+:(?=playlist:))?([a-z]+):([^:?/\s]+)$/i;
const linkShape =
  /^(?:https?:\/\/)?(?:open|play)\.spotify\.com\/(?:intl-[a-z]{2,5}(?:-[a-z]{2,5})?\/)?(?:embed\/)?(?:user\/[^/]+\/(?=playlist\/))?([a-z]+)\/([^/?#\s]+)\/?(?:[?#]\S*)?$/i;
const baseId = /^[0-9A-Za-z]{22}$/;
/** User names may hold nearly anything; in a URI they are percent-encoded. */
const userId = /^[\w.%~-]{1,120}$/;

/** Makes the reference of a kind and an id. */
export function referenceOf(type: ReferenceType, id: string): SpotifyReference {
  return { type, id, uri: `spotify:${type}:${id}`, url: `https://open.spotify.com/${type}/${id}` };
}

/**
 * Reads `spotify:track:…` or a link such as `https://open.spotify.com/intl-de/track/…?si=…`; a bare id of 22
 * characters only where one kind is meant.
 * @returns `undefined` for a text that is none of these
 */
export function parseSpotifyReference(
  text: string,
  bareIdMeans?: ReferenceType,
): SpotifyReference | undefined {
  const trimmed = text.trim();
  if (bareIdMeans !== undefined && baseId.test(trimmed)) return referenceOf(bareIdMeans, trimmed);
  const match = uriShape.exec(trimmed) ?? linkShape.exec(trimmed);
  if (match === null) return undefined;
  const [, kind = '', id = ''] = match;
  const type = referenceTypes.find((known) => known === kind.toLowerCase());
  if (type === undefined || !(type === 'user' ? userId : baseId).test(id)) return undefined;
  return referenceOf(type, id);
}

/** A step up in a path, also percent-encoded: no name has it. */
const upwards = /(?:^|[/\\]|%2f|%5c)(?:\.|%2e){2}(?:[/\\]|%2f|%5c|$)/i;

/** Whether a text is meant as a reference, readable or not, and no name to search for. */
export function looksLikeReference(text: string): boolean {
  if (upwards.test(text)) return true;
  return /^(?:spotify:\S+|(?:https?:\/\/)?(?:open|play)\.spotify\.com\/\S*|(?:https?:\/\/)?spotify\.(?:link|app\.link)\/\S*)$/i.test(
    text.trim(),
  );
}

/**
 * The reference that an argument must be.
 * @param name of the argument, for the message
 * @throws InputError for another text, and for a kind that does not fit
 */
export function requireReference(
  name: string,
  text: string,
  types: readonly ReferenceType[],
): SpotifyReference {
  const [only] = types;
  const reference = parseSpotifyReference(text, types.length === 1 ? only : undefined);
  if (reference === undefined) {
    throw new InputError(`${name}: this is not a Spotify URI or link.`, {
      hint: `Pass ${name} as spotify:${only ?? 'track'}:… or as a link of open.spotify.com; spotify_search finds URIs.`,
    });
  }
  if (types.includes(reference.type)) return reference;
  throw new InputError(`${name}: a URI of kind ${reference.type} does not fit here.`, {
    hint: `Pass ${name} as ${listed(types)}.`,
  });
}

function listed(types: readonly string[]): string {
  return types.length < 2 ? types.join() : `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`;
}
