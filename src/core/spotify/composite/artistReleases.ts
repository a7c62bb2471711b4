import {
  releaseGroups,
  type ArtistProfileResult,
  type Release,
  type ReleaseGroup,
} from '../../../protocol/spotify/compositeArtistProfile.ts';
import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { describeItem } from '../describeItem.ts';
import { getArtistAlbums, maxArtistAlbumsLimit } from '../operations/artists.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { partOf, type Part } from './optionalPart.ts';

/** What an artist released, as far as it could be read. */
export interface Releases {
  readonly catalogue: NonNullable<ArtistProfileResult['catalogue']>;
  readonly failed: readonly FailedPart[];
}

interface Group {
  readonly group: ReleaseGroup;
  readonly total: number;
  /** Newest first. */
  readonly releases: readonly Release[];
}

const groupWords: Readonly<Record<ReleaseGroup, string>> = {
  album: 'albums',
  single: 'singles',
  compilation: 'compilations',
  appears_on: 'albums of others',
};

/**
 * An artist's records by group, newest first; one request a group, of whose records the first 10 are looked at. Spotify
 * answers each group newest first (observed; the reference promises no order).
 * @throws the first group's error if none can be read
 */
export async function artistReleases(context: SpotifyContext, id: string, limit: number): Promise<Releases> {
  const parts = await Promise.all(
    releaseGroups.map((group) => partOf(groupWords[group], readGroup(context, id, group))),
  );
  const groups = parts.flatMap(({ value }) => value ?? []);
  const [first] = parts;
  if (groups.length === 0 && first?.failed !== undefined) throw first.error;
  const newest = newestOf(groups);
  return {
    catalogue: {
      ...(newest !== undefined && { newest: `${newest.name} (${newest.released ?? 'no date'})` }),
      groups: groups
        .filter(({ total }) => total > 0)
        .map(({ group, total, releases }) => ({ group, total, releases: releases.slice(0, limit) })),
    },
    failed: parts.flatMap(({ failed }: Part<Group>) => failed ?? []),
  };
}

async function readGroup({ send }: SpotifyContext, id: string, group: ReleaseGroup): Promise<Group> {
  const { items, total } = await send(getArtistAlbums, {
    id,
    groups: [group],
    limit: maxArtistAlbumsLimit,
  });
  const releases = items.map((album): Release => {
    const { name, released, items: tracks, uri } = describeItem(album);
    return {
      name,
      ...(released !== undefined && { released }),
      ...(tracks !== undefined && { tracks }),
      uri,
    };
  });
  return { group, total: total ?? releases.length, releases: releases.sort(byDate) };
}

/** Of what the artist released, guest appearances apart. */
function newestOf(groups: readonly Group[]): Release | undefined {
  const own = groups.filter(({ group }) => group !== 'appears_on');
  return own.flatMap(({ releases }) => releases.slice(0, 1)).sort(byDate)[0];
}

function byDate(a: Release, b: Release): number {
  const [left, right] = [a.released ?? '', b.released ?? ''];
  return left < right ? 1 : left > right ? -1 : 0;
}
