import { maxSeeds, type CoListeningSeed } from '../../../protocol/history/coListening.ts';
import type { Item, ItemType } from '../../../protocol/spotify/items.ts';
import { InputError } from '../../errors.ts';
import { describeItem } from '../describeItem.ts';
import { getAlbum } from '../operations/albums.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getPlaybackState } from '../operations/player.ts';
import { getPlaylistItems } from '../operations/playlistItems.ts';
import { findItem } from '../player/findItem.ts';
import { findWhatToPlay } from '../player/findWhatToPlay.ts';
import type { Track } from '../schemas/track.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { ForbiddenError } from '../spotifyErrors.ts';
import { looksLikeReference, parseSpotifyReference, requireReference } from '../spotifyReference.ts';
import { quoted, upstreamText } from '../upstreamText.ts';

/** What a radio starts from, as the history can be asked for it. */
export interface RadioSeed {
  readonly name: string;
  readonly type: ItemType;
  readonly uri?: string;
  readonly seeds: readonly CoListeningSeed[];
  readonly notes: readonly string[];
}

const kinds = ['track', 'artist', 'album', 'playlist'] as const;

/**
 * What an argument means, or what plays now without one. A track that the history knows costs no request, other URIs
 * one or two, a playlist up to three, words one to five.
 * @throws InputError for what no radio can start from; NotFound; ForbiddenError for a playlist whose contents Spotify
 *   does not show
 */
export async function radioSeed(context: SpotifyContext, seed: string | undefined): Promise<RadioSeed> {
  if (seed === undefined) return playingNow(context);
  const isTrackUri = parseSpotifyReference(seed)?.type === 'track';
  if (!isTrackUri && !looksLikeReference(seed)) return byWords(context, seed);
  const { type, id, uri } = requireReference('seed', seed, kinds);
  if (type === 'track') {
    const known = await knownTrack(context, uri);
    if (known !== undefined) return known;
  }
  return seedOf(context, await findItem(context, type as (typeof kinds)[number], id));
}

async function playingNow(context: SpotifyContext): Promise<RadioSeed> {
  const playing = (await context.send(getPlaybackState, {}))?.item;
  if (playing?.type === 'track') {
    return { ...seedOfTrack(describeItem(playing)), notes: ['Started from what plays now.'] };
  }
  throw new InputError('No track plays now that a radio could start from.', {
    hint: 'Pass seed: a track, an artist, an album or a playlist.',
  });
}

async function byWords(context: SpotifyContext, words: string): Promise<RadioSeed> {
  const { item, match, alternatives } = await findWhatToPlay(context, { query: words });
  const seed = await seedOf(context, item);
  const [other] = alternatives;
  if (match === 'exact') return seed;
  const else_ = other === undefined ? '' : `, next ${other.type} ${quoted(other.name)}`;
  const note = `${quoted(words)} was taken for the ${item.type} ${quoted(item.name)}${else_}.`;
  return { ...seed, notes: [note, ...seed.notes] };
}

/** A track by its URI as the history spells it; `undefined` where it does not have it, or there is no history. */
async function knownTrack(context: SpotifyContext, uri: string): Promise<RadioSeed | undefined> {
  const { seeds } = await context.history('history.coListening', { seeds: [{ uri }], limit: 1 });
  const name = seeds[0]?.name;
  if (name === undefined) return undefined;
  return { name: upstreamText(name), type: 'track', uri, seeds: [{ uri }], notes: [] };
}

function seedOf(context: SpotifyContext, item: Item): Promise<RadioSeed> | RadioSeed {
  const { name, type, uri } = item;
  switch (type) {
    case 'track':
      return seedOfTrack(item);
    case 'artist':
      return { name, type, uri, seeds: [{ uri, artist: name }], notes: [] };
    case 'album':
      return seedOfAlbum(context, item);
    case 'playlist':
      return seedOfPlaylist(context, item);
    default:
      throw new InputError(`seed: no radio can start from a ${type}.`, {
        hint: 'Pass a track, an artist, an album or a playlist as seed.',
      });
  }
}

function seedOfTrack(item: Item): RadioSeed {
  const { name, by = [], uri } = item;
  const label = by[0] === undefined ? name : `${name} – ${by[0]}`;
  const artist = by[0] === undefined ? {} : { artist: by[0] };
  return { name: label, type: 'track', uri, seeds: [{ uri, track: name, ...artist }], notes: [] };
}

async function seedOfAlbum({ send }: SpotifyContext, { name, uri }: Item): Promise<RadioSeed> {
  const { id } = requireReference('seed', uri, ['album']);
  const { tracks } = await send(getAlbum, { id });
  const seeds = (tracks?.items ?? []).map(seedOfEntry);
  return { name, type: 'album', uri, seeds: seeds.slice(0, maxSeeds), notes: [] };
}

/** The first hundred tracks of a playlist. */
async function seedOfPlaylist({ send }: SpotifyContext, { name, uri }: Item): Promise<RadioSeed> {
  const { id } = requireReference('seed', uri, ['playlist']);
  const tracks: Track[] = [];
  let total = 0;
  try {
    for (let offset = 0; offset < maxSeeds; offset += maxPageLimit) {
      const page = await send(getPlaylistItems, { id, limit: maxPageLimit, offset });
      total = page.total ?? page.items.length;
      tracks.push(...page.items.flatMap(({ item }) => (item?.type === 'track' ? [item] : [])));
      if (page.next === undefined) break;
    }
  } catch (error) {
    if (!ForbiddenError.is(error, 'other')) throw error;
    throw new ForbiddenError(
      'other',
      'Spotify does not show the contents of this playlist, so no radio starts from it.',
      {
        cause: error,
        hint: 'Only playlists that the user owns or collaborates on can be a seed; pass a track or an artist of it.',
      },
    );
  }
  if (tracks.length === 0) {
    throw new InputError('seed: the playlist has no tracks.', { hint: 'Pass another playlist, or a track.' });
  }
  const notes =
    total > maxSeeds
      ? [`Of the ${total} entries of the playlist the first ${maxSeeds} were asked about.`]
      : [];
  return { name, type: 'playlist', uri, seeds: tracks.map(seedOfEntry), notes };
}

function seedOfEntry(track: Track): CoListeningSeed {
  const name = upstreamText(track.name);
  const artist = upstreamText(track.artists[0]?.name ?? '');
  return {
    ...(track.uri.startsWith('spotify:track:') && { uri: track.uri }),
    ...(name !== '' && { track: name }),
    ...(artist !== '' && { artist }),
  };
}
