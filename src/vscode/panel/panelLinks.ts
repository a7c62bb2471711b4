import { InputError } from '../../core/errors.ts';
import { repositoryUrl } from '../../protocol/ids.ts';

const spotifyHosts: readonly string[] = ['open.spotify.com', 'www.spotify.com', 'developer.spotify.com'];
const repository = new URL(repositoryUrl);

/**
 * The address that a page may have opened: one of Spotify's pages, or of this project's.
 * @throws InputError for every other: what a page shows was written by strangers
 */
export function allowedLink(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  if (url !== undefined && isPlain && (spotifyHosts.includes(url.hostname) || isOfProject(url))) return url;
  throw new InputError('This address is not opened from here.', {
    hint: 'Only pages of Spotify and the documentation of Backbeat are.',
  });
}

function isOfProject({ hostname, pathname }: URL): boolean {
  const { pathname: root } = repository;
  return hostname === repository.hostname && (pathname === root || pathname.startsWith(`${root}/`));
}
