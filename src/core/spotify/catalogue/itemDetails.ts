import type { ItemDetails } from '../../../protocol/spotify/getItems.ts';
import { describeItem, type CatalogueThing } from '../describeItem.ts';
import type { Album } from '../schemas/album.ts';
import type { Audiobook } from '../schemas/audiobook.ts';
import type { Chapter } from '../schemas/chapter.ts';
import type { Episode } from '../schemas/episode.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { Track } from '../schemas/track.ts';
import { parseSpotifyReference } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';

/** How far a user has listened; only one's own reads have it. */
type Resumable<T> = T & Pick<Episode, 'resume_point'>;

/** What can be read by itself. */
export type ReadableThing =
  Exclude<CatalogueThing, { readonly type: 'episode' }> | Resumable<Episode> | Resumable<Chapter>;

const longestDescription = 400;
/** Of a thing that is read with another one. */
const shortDescription = 120;
const mostGenres = 10;
const mostNames = 10;
const mostLanguages = 5;
/** Of codes, labels and the like. */
const longestCode = 60;

/** A thing in detail, texts cleaned, what is unknown left out. @param partOf URI of what it was read with */
export function itemDetails(thing: ReadableThing, partOf?: string): ItemDetails {
  const { by, ...item } = thing.type === 'chapter' ? chapterItem(thing) : describeItem(thing);
  const details = {
    ...item,
    ...(by !== undefined && { by: by.slice(0, mostNames) }),
    ...extras(thing, partOf),
  };
  // Name first, then what it is, then where it is found.
  const { uri, url, part_of: part, ...rest } = details;
  return { ...rest, ...(part !== undefined && { part_of: part }), uri, url };
}

function chapterItem({
  name,
  audiobook,
  duration_ms: ms,
  release_date: released,
  explicit,
  uri,
}: Chapter): ItemDetails {
  return {
    name: upstreamText(name) || '(no name)',
    type: 'chapter',
    ...texts('album', audiobook?.name),
    ...(audiobook !== undefined && { by: audiobook.authors.map((author) => upstreamText(author.name)) }),
    ...numbers('duration_ms', ms),
    ...texts('released', released),
    ...(explicit && { explicit }),
    uri: upstreamText(uri),
    url: parseSpotifyReference(uri)?.url ?? '',
  };
}

function extras(thing: ReadableThing, partOf: string | undefined): Partial<ItemDetails> {
  return {
    ...('genres' in thing && thing.genres.length > 0 && { genres: cleaned(thing.genres, mostGenres) }),
    ...(thing.type === 'track' && trackExtras(thing)),
    ...(thing.type === 'album' && albumExtras(thing)),
    ...(thing.type === 'chapter' && numbers('number', thing.chapter_number)),
    ...('resume_point' in thing && resumeExtras(thing.resume_point)),
    ...('description' in thing &&
      texts(
        'description',
        plainText(thing.description),
        partOf === undefined ? longestDescription : shortDescription,
      )),
    ...alsoField(thing),
    ...(partOf !== undefined && { part_of: partOf }),
  };
}

function trackExtras({ external_ids: ids, track_number: number }: Track): Partial<ItemDetails> {
  return { ...texts('isrc', ids?.isrc), ...numbers('number', number) };
}

function albumExtras({ external_ids: ids }: Album): Partial<ItemDetails> {
  return texts('upc', ids?.upc);
}

function resumeExtras(point: Episode['resume_point']): Partial<ItemDetails> {
  const position = point?.resume_position_ms ?? 0;
  return position > 0 && point?.fully_played !== true ? { resume_ms: position } : {};
}

function alsoField(thing: ReadableThing): Partial<ItemDetails> {
  const also = phrases(thing)
    .map((phrase) => upstreamText(phrase, shortDescription))
    .filter((phrase) => phrase !== '');
  return also.length === 0 ? {} : { also };
}

function phrases(thing: ReadableThing): readonly string[] {
  return [
    ...ownPhrases(thing),
    ...('resume_point' in thing && thing.resume_point?.fully_played === true ? ['heard to the end'] : []),
    ...('is_playable' in thing && thing.is_playable === false ? ['not playable in this country'] : []),
    ...('popularity' in thing && thing.popularity !== undefined
      ? [`popularity ${thing.popularity} of 100`]
      : []),
    ...('followers' in thing && thing.followers?.total !== undefined
      ? [`${thing.followers.total} followers`]
      : []),
  ];
}

function ownPhrases(thing: ReadableThing): readonly string[] {
  switch (thing.type) {
    case 'track':
      return (thing.disc_number ?? 1) > 1 ? [`disc ${thing.disc_number}`] : [];
    case 'album':
      return [
        ...(thing.album_type === undefined || thing.album_type === 'album' ? [] : [thing.album_type]),
        ...(thing.label === undefined ? [] : [`label ${thing.label}`]),
        ...thing.copyrights.slice(0, 2).map(({ text, type }) => `${type === 'P' ? '℗' : '©'} ${text}`),
      ];
    case 'audiobook':
      return bookPhrases(thing);
    case 'show':
      return thing.languages.length === 0 ? [] : [`in ${thing.languages.slice(0, mostLanguages).join(', ')}`];
    case 'playlist':
      return playlistPhrases(thing);
    case 'artist':
    case 'episode':
    case 'chapter':
      return [];
  }
}

function bookPhrases({ narrators, edition, languages }: Audiobook): readonly string[] {
  const readers = narrators.slice(0, mostNames).map(({ name }) => name);
  return [
    ...(readers.length === 0 ? [] : [`read by ${readers.join(', ')}`]),
    edition ?? '',
    ...(languages.length === 0 ? [] : [`in ${languages.slice(0, mostLanguages).join(', ')}`]),
  ];
}

function playlistPhrases({ public: isPublic, collaborative, items }: Playlist): readonly string[] {
  return [
    ...(isPublic === undefined ? [] : [isPublic ? 'public' : 'private']),
    ...(collaborative === true ? ['collaborative'] : []),
    ...(items === undefined ? ['Spotify does not show its contents'] : []),
  ];
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#39': "'",
  '#x2F': '/',
};

/** Descriptions of playlists hold HTML entities. */
function plainText(text: string | undefined): string | undefined {
  return text?.replaceAll(/&(amp|lt|gt|quot|#x27|#39|#x2F);/gu, (_, name: string) => entities[name] ?? '');
}

function cleaned(names: readonly string[], most: number): string[] {
  return names.slice(0, most).map((name) => upstreamText(name, longestCode));
}

function texts<K extends string>(
  key: K,
  value: string | undefined,
  longest = longestCode,
): { [P in K]?: string } {
  const text = upstreamText(value ?? '', longest);
  return text === '' ? {} : ({ [key]: text } as { [P in K]?: string });
}

function numbers<K extends string>(key: K, value: number | undefined): { [P in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: number });
}
