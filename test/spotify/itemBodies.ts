import type {
  SimAlbum,
  SimArtist,
  SimAudiobook,
  SimCatalogueItem,
  SimChapter,
  SimEpisode,
  SimShow,
  SimTrack,
} from './catalogue.ts';
import { pageAt } from './paging.ts';

export type Body = Readonly<Record<string, unknown>>;

/** Where the links in an answer lead. */
export interface Links {
  /** Base of the API, ending in `/v1`. */
  readonly api: string;
  /** Base of cover pictures. */
  readonly images: string;
}

/** How far the asking user got in an episode, in ms; `undefined` if the token may not know. */
export type ResumePoint = (uri: string) => number | undefined;

// Pages inside another object; the operations of their own allow as many.
const innerPage = 50;

function common(item: SimCatalogueItem, links: Links): Body {
  return {
    external_urls: { spotify: `https://open.spotify.com/${item.kind}/${item.id}` },
    href: `${links.api}/${item.kind}s/${item.id}`,
    id: item.id,
    name: item.name,
    type: item.kind,
    uri: item.uri,
  };
}

export function imagesOf(id: string, links: Links): readonly Body[] {
  return [640, 300, 64].map((size) => ({ url: `${links.images}/${id}/${size}`, height: size, width: size }));
}

export function simpleArtist(artist: SimArtist, links: Links): Body {
  return common(artist, links);
}

export function artistBody(artist: SimArtist, links: Links): Body {
  return { ...common(artist, links), images: imagesOf(artist.id, links) };
}

export function simpleAlbum(album: SimAlbum, links: Links): Body {
  return {
    ...common(album, links),
    album_type: album.albumType,
    artists: album.artists.map((artist) => simpleArtist(artist, links)),
    images: imagesOf(album.id, links),
    release_date: album.releaseDate,
    release_date_precision: album.releaseDate.length === 4 ? 'year' : 'day',
    total_tracks: album.tracks.length,
  };
}

export function albumBody(album: SimAlbum, links: Links): Body {
  const href = new URL(`${links.api}/albums/${album.id}/tracks`);
  return {
    ...simpleAlbum(album, links),
    copyrights: [{ text: `${album.releaseDate.slice(0, 4)} Weighbridge Records`, type: 'P' }],
    external_ids: { upc: album.upc },
    tracks: pageAt(album.tracks, href, { limit: innerPage, offset: 0 }, (track) => simpleTrack(track, links)),
  };
}

export function simpleTrack(track: SimTrack, links: Links): Body {
  return {
    ...common(track, links),
    artists: track.artists.map((artist) => simpleArtist(artist, links)),
    disc_number: track.discNumber,
    duration_ms: track.durationMs,
    explicit: track.explicit,
    is_local: false,
    is_playable: track.playable,
    ...(track.playable ? {} : { restrictions: { reason: 'market' } }),
    track_number: track.trackNumber,
  };
}

export function trackBody(track: SimTrack, links: Links): Body {
  return {
    ...simpleTrack(track, links),
    album: simpleAlbum(track.album, links),
    external_ids: { isrc: track.isrc },
  };
}

export function simpleShow(show: SimShow, links: Links): Body {
  return {
    ...common(show, links),
    ...described(`${show.name}, every week.`),
    copyrights: [],
    explicit: false,
    images: imagesOf(show.id, links),
    is_externally_hosted: false,
    languages: ['en'],
    media_type: 'audio',
    total_episodes: show.episodes.length,
  };
}

export function showBody(show: SimShow, links: Links, resumePoint: ResumePoint): Body {
  const href = new URL(`${links.api}/shows/${show.id}/episodes`);
  const render = (episode: SimEpisode): Body => simpleEpisode(episode, links, resumePoint);
  return {
    ...simpleShow(show, links),
    episodes: pageAt(show.episodes, href, { limit: innerPage, offset: 0 }, render),
  };
}

export function simpleEpisode(episode: SimEpisode, links: Links, resumePoint: ResumePoint): Body {
  return {
    ...common(episode, links),
    ...spoken(episode, links, resumePoint),
    is_externally_hosted: false,
    release_date: episode.releaseDate,
  };
}

export function episodeBody(episode: SimEpisode, links: Links, resumePoint: ResumePoint): Body {
  return { ...simpleEpisode(episode, links, resumePoint), show: simpleShow(episode.show, links) };
}

export function simpleAudiobook(book: SimAudiobook, links: Links): Body {
  return {
    ...common(book, links),
    ...described(`${book.name}, unabridged.`),
    authors: [{ name: book.author }],
    copyrights: [],
    edition: 'Unabridged',
    explicit: false,
    images: imagesOf(book.id, links),
    languages: ['en'],
    media_type: 'audio',
    narrators: [{ name: 'Rowan Ashpole' }],
    total_chapters: book.chapters.length,
  };
}

export function audiobookBody(book: SimAudiobook, links: Links, resumePoint: ResumePoint): Body {
  const href = new URL(`${links.api}/audiobooks/${book.id}/chapters`);
  const render = (chapter: SimChapter): Body => simpleChapter(chapter, links, resumePoint);
  return {
    ...simpleAudiobook(book, links),
    chapters: pageAt(book.chapters, href, { limit: innerPage, offset: 0 }, render),
  };
}

export function simpleChapter(chapter: SimChapter, links: Links, resumePoint: ResumePoint): Body {
  return {
    ...common(chapter, links),
    ...spoken(chapter, links, resumePoint),
    chapter_number: chapter.chapterNumber,
    release_date: '2019-05-02',
    // The API calls chapters so.
    type: 'episode',
  };
}

export function chapterBody(chapter: SimChapter, links: Links, resumePoint: ResumePoint): Body {
  return {
    ...simpleChapter(chapter, links, resumePoint),
    audiobook: simpleAudiobook(chapter.audiobook, links),
  };
}

function spoken(item: SimEpisode | SimChapter, links: Links, resumePoint: ResumePoint): Body {
  const position = resumePoint(item.uri);
  return {
    ...described(`In this part: ${item.name}.`),
    duration_ms: item.durationMs,
    explicit: false,
    images: imagesOf(item.id, links),
    is_playable: true,
    languages: ['en'],
    release_date_precision: 'day',
    ...(position === undefined
      ? {}
      : {
          resume_point: {
            fully_played: position >= item.durationMs,
            resume_position_ms: position >= item.durationMs ? 0 : position,
          },
        }),
  };
}

function described(text: string): Body {
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return { description: text, html_description: `<p>${html}</p>` };
}
