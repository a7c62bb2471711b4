import type { ArtistHistoryResult } from '../../../protocol/history/artistHistory.ts';
import type {
  ArtistProfileParams,
  ArtistProfileResult,
} from '../../../protocol/spotify/compositeArtistProfile.ts';
import { describeItem } from '../describeItem.ts';
import type { Artist } from '../schemas/artist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import { artistReleases } from './artistReleases.ts';
import { findArtist, isReference, type FoundArtist } from './findArtist.ts';
import { missingOf, partOf, type Part } from './optionalPart.ts';

const defaultLimit = 5;
const maxGenres = 10;

/**
 * Answers `spotify.artistProfile`: what Spotify's catalogue has of an artist beside the user's own history with it.
 * Costs at most five requests; what cannot be had is named, and the other side is answered all the same.
 * @throws InputError for a URI of another kind; the error of both sides where neither answers
 */
export const artistProfile: Feature<ArtistProfileParams, ArtistProfileResult> = async (context, params) => {
  const limit = params.limit ?? defaultLimit;
  // Without the artist there is neither name nor catalogue where a URI was given; a name still has a history.
  const found: Part<FoundArtist> = isReference(params.artist)
    ? { value: await findArtist(context, params.artist) }
    : await partOf('catalogue', findArtist(context, params.artist));
  const artist = found.value?.artist;
  const isSure = found.value !== undefined && found.value.match !== 'guess';
  const [releases, own] = await Promise.all([
    artist === undefined ? undefined : partOf('releases', artistReleases(context, artist.id, limit)),
    partOf('history', ownHistory(context, params.artist, isSure ? artist : undefined, limit)),
  ]);
  if (found.error !== undefined && (own.value?.plays ?? 0) === 0) throw found.error;
  const missing = missingOf([found, ...(releases === undefined ? [] : [releases]), own]).missing ?? [];
  const allMissing = [...missing, ...(releases?.value?.failed ?? [])];
  const note = noteOf(params.artist, found.value, own.value);
  return {
    name: nameOf(params.artist, artist, own.value),
    ...(artist !== undefined && aboutArtist(artist)),
    ...(releases?.value !== undefined && { catalogue: releases.value.catalogue }),
    ...(own.value !== undefined && { history: describeHistory(own.value) }),
    ...alternativesField(found.value?.alternatives ?? []),
    ...(allMissing.length > 0 && { missing: allMissing }),
    ...(note !== '' && { note }),
  };
};

function ownHistory(
  { history }: SpotifyContext,
  text: string,
  artist: Artist | undefined,
  limit: number,
): Promise<ArtistHistoryResult> {
  const wanted = artist === undefined ? { artist: text } : { artist: artist.name || text, uri: artist.uri };
  return history('history.artistHistory', { ...wanted, limit });
}

function nameOf(text: string, artist: Artist | undefined, own: ArtistHistoryResult | undefined): string {
  return artist === undefined ? upstreamText(own?.artist ?? text) : describeItem(artist).name;
}

function aboutArtist(artist: Artist): Pick<ArtistProfileResult, 'uri' | 'url' | 'genres'> {
  const { uri, url } = describeItem(artist);
  const genres = artist.genres.slice(0, maxGenres).map((genre) => upstreamText(genre, 60));
  return { uri, url, ...(genres.length > 0 && { genres }) };
}

function describeHistory(own: ArtistHistoryResult): NonNullable<ArtistProfileResult['history']> {
  const { plays, hours, share, rank, artists, first_play, last_play, play_rule, note } = own;
  return {
    ...{ plays, hours, share },
    ...(rank !== undefined && { rank }),
    ...(own.rank_by_time !== undefined && { rank_by_time: own.rank_by_time }),
    of_artists: artists,
    ...(first_play !== undefined && { first_play }),
    ...(last_play !== undefined && { last_play }),
    plays_last_90_days: own.plays_last_90_days,
    top_tracks: own.top_tracks.map(({ name, plays: times, uri }) => ({
      name: upstreamText(name),
      plays: times,
      ...(uri !== undefined && { uri }),
    })),
    top_albums: own.top_albums.map(({ name, plays: times }) => `${upstreamText(name)} (${playsText(times)})`),
    play_rule,
    ...(note !== undefined && { note }),
  };
}

function playsText(plays: number): string {
  return plays === 1 ? '1 play' : `${plays} plays`;
}

function alternativesField(artists: readonly Artist[]): Pick<ArtistProfileResult, 'alternatives'> {
  const alternatives = artists.map(describeItem).map(({ name, uri }) => `${name} (${uri})`);
  return alternatives.length === 0 ? {} : { alternatives };
}

function noteOf(text: string, found: FoundArtist | undefined, own: ArtistHistoryResult | undefined): string {
  const sentences = [
    found?.match === 'guess' &&
      `Spotify has no artist called ${quoted(text)}; this is the nearest name. The history was asked for ${quoted(text)}.`,
    own !== undefined && 'The history names one artist a play, so guest parts are not counted.',
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}
