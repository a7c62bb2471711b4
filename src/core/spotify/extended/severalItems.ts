import type {
  SeveralItem,
  SeveralItemsParams,
  SeveralItemsResult,
} from '../../../protocol/spotify/extendedSeveralItems.ts';
import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { partOf, type Part } from '../composite/optionalPart.ts';
import { describeItem, type CatalogueThing } from '../describeItem.ts';
import type { Chapter } from '../schemas/chapter.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { EndpointUnavailable } from '../spotifyErrors.ts';
import { referenceOf, requireReference, type SpotifyReference } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';
import type { ExtendedOperation } from './operations/extendedOperation.ts';
import {
  getSeveralAlbums,
  getSeveralArtists,
  getSeveralAudiobooks,
  getSeveralChapters,
  getSeveralEpisodes,
  getSeveralShows,
  getSeveralTracks,
  mostIds,
  type SeveralParams,
} from './operations/severalItems.ts';
import { sendExtended } from './sendExtended.ts';

const kinds = ['track', 'album', 'artist', 'show', 'episode', 'audiobook', 'chapter'] as const;
type Kind = (typeof kinds)[number];

type ReadSeveral = ExtendedOperation<SeveralParams, readonly (CatalogueThing | Chapter)[]>;

const readers: Readonly<Record<Kind, ReadSeveral>> = {
  track: getSeveralTracks,
  album: getSeveralAlbums,
  artist: getSeveralArtists,
  show: getSeveralShows,
  episode: getSeveralEpisodes,
  audiobook: getSeveralAudiobooks,
  chapter: getSeveralChapters,
};

/** Ids of one kind that one request reads. */
interface Batch {
  readonly kind: Kind;
  readonly ids: readonly string[];
}

/**
 * Answers `spotify.severalItems`: things of the catalogue in the order of their URIs, each once. One request for each
 * 50 of a kind, 20 of albums. What one request does not reach is named, and the others are answered.
 * @throws InputError for what cannot be read so; EndpointUnavailable; the first error where all requests fail
 */
export const severalItems: Feature<SeveralItemsParams, SeveralItemsResult> = async (context, params) => {
  const references = new Map(
    params.uris.map((text) => requireReference('uris', text, kinds)).map((one) => [one.uri, one]),
  );
  const batches = batchesOf([...references.values()]);
  const parts = await Promise.all(batches.map((batch) => partOf(wordsOf(batch), readBatch(context, batch))));
  throwIfNothing(parts);
  const found = new Map(parts.flatMap(({ value }) => value ?? []).map((item) => [item.uri, item]));
  const failed = [...parts.flatMap((part) => part.failed ?? []), ...unknownOf(batches, parts, found)];
  const { length } = batches;
  return {
    items: [...references.keys()].flatMap((uri) => found.get(uri) ?? []),
    ...(failed.length > 0 && { failed }),
    note: `${found.size} of ${references.size} things were read with ${length} ${length === 1 ? 'request' : 'requests'}.`,
  };
};

function batchesOf(references: readonly SpotifyReference[]): readonly Batch[] {
  return kinds.flatMap((kind) => {
    const ids = references.filter(({ type }) => type === kind).map(({ id }) => id);
    const size = kind === 'album' ? mostIds.albums : mostIds.others;
    const count = Math.ceil(ids.length / size);
    return Array.from({ length: count }, (_, at) => ({ kind, ids: ids.slice(at * size, (at + 1) * size) }));
  });
}

function wordsOf({ kind, ids }: Batch): string {
  return `${ids.length} of kind ${kind}`;
}

async function readBatch(context: SpotifyContext, { kind, ids }: Batch): Promise<readonly SeveralItem[]> {
  return (await sendExtended(context, readers[kind], { ids })).map(describe);
}

function describe(thing: CatalogueThing | Chapter): SeveralItem {
  if (thing.type !== 'chapter') return describeItem(thing);
  const { name, id, duration_ms: duration, release_date: released, audiobook } = thing;
  const { uri, url } = referenceOf('chapter', id);
  return {
    name: upstreamText(name) || '(no name)',
    type: 'chapter',
    ...(audiobook !== undefined && { by: [upstreamText(audiobook.name)] }),
    ...(duration !== undefined && { duration_ms: duration }),
    ...(released !== undefined && { released: upstreamText(released, 20) }),
    ...(thing.explicit && { explicit: true }),
    uri,
    url,
  };
}

/** An app without extended quota gets none of them; another failure of all is the failure of the first. */
function throwIfNothing(parts: readonly Part<unknown>[]): void {
  const errors = parts.flatMap(({ error }) => error ?? []);
  const closed = errors.find(EndpointUnavailable.is);
  if (closed !== undefined) throw closed;
  const [first] = errors;
  if (first !== undefined && errors.length === parts.length) throw first;
}

/** What Spotify answered nothing for although the request went well. */
function unknownOf(
  batches: readonly Batch[],
  parts: readonly Part<unknown>[],
  found: ReadonlyMap<string, SeveralItem>,
): readonly FailedPart[] {
  return batches.flatMap(({ kind, ids }, at) =>
    parts[at]?.failed !== undefined
      ? []
      : ids
          .map((id) => referenceOf(kind, id).uri)
          .filter((uri) => !found.has(uri))
          .map((item) => ({ item, why: 'Spotify has no such item, or does not show it to this account.' })),
  );
}
