import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { CancelledError, InputError } from '../../core/errors.ts';
import { Unavailable } from '../../core/spotify/spotifyErrors.ts';
import { isLoopbackAddress, isPublicAddress } from './publicAddress.ts';

export interface DownloadOptions {
  /** For tests alone: this machine's own addresses, and http there. */
  readonly allowLoopback?: boolean;
  /** The whole download, ms; default 15 s. */
  readonly downloadMs?: number;
}

const maxRedirects = 3;

/** An address that is not public, as the connection's error carries it. */
class ForbiddenAddress extends Error {}

/**
 * Reads a file of the public internet. Names are looked up once for each connection, and what they mean is checked
 * before it is connected to, so that no name and no redirect leads into the user's own network. There is no proxy: it
 * would look up names by itself.
 * @throws InputError for an address that is refused, an answer other than 200, and a file that is too large;
 *   Unavailable; CancelledError
 */
export async function downloadPicture(
  url: string,
  maxBytes: number,
  signal: AbortSignal,
  { allowLoopback = false, downloadMs = 15_000 }: DownloadOptions = {},
): Promise<Uint8Array> {
  if (signal.aborted) throw new CancelledError();
  const allowed = (address: string): boolean =>
    isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address));
  const agent = new Agent({ connect: { lookup: checkedLookup(allowed), timeout: downloadMs } });
  const bound = new AbortController();
  const stop = (): void => {
    bound.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(stop, downloadMs);
  try {
    let target = checkedUrl(url, allowed, allowLoopback);
    for (let redirects = 0; ; redirects += 1) {
      const answer = await agent.request({
        origin: target.origin,
        path: `${target.pathname}${target.search}`,
        method: 'GET',
        headers: { accept: 'image/jpeg, image/png' },
        signal: bound.signal,
      });
      // What is left unread ends with an error that belongs to nobody.
      answer.body.on('error', () => undefined);
      const next = redirectOf(answer);
      if (next === undefined) return await bodyOf(answer, maxBytes);
      answer.body.destroy();
      if (redirects === maxRedirects) {
        throw new InputError(`url: this address leads on more than ${maxRedirects} times.`, {
          hint: useAnother,
        });
      }
      target = checkedUrl(next, allowed, allowLoopback, target);
    }
  } catch (error) {
    throw downloadError(error, signal, bound.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    void agent.destroy();
  }
}

const useAnother = 'Pass the address of the picture itself, or save the picture and pass its path.';

function checkedUrl(
  text: string,
  allowed: (address: string) => boolean,
  allowHttp: boolean,
  base?: URL,
): URL {
  if (!URL.canParse(text, base?.href))
    throw new InputError('url: this is no web address.', { hint: useAnother });
  const url = new URL(text, base);
  const { protocol, username, password, hostname } = url;
  if (protocol !== 'https:' && !(allowHttp && protocol === 'http:'))
    throw new InputError('url: only https addresses are read.', { hint: useAnother });
  if (username !== '' || password !== '')
    throw new InputError('url: addresses with a user name or password are not read.', { hint: useAnother });
  // An address in numbers is connected to without being looked up.
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !allowed(address)) throw notPublic();
  return url;
}

function notPublic(cause?: unknown): InputError {
  return new InputError('url: this address is not one of the public internet.', { hint: useAnother, cause });
}

/** Looks a name up and fails if any of its addresses is not allowed: a mixed answer is an attempt to get in. */
function checkedLookup(allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) {
        callback(error ?? new Error(`${hostname} has no address.`), '');
        return;
      }
      if (!addresses.every(({ address }) => allowed(address))) {
        callback(new ForbiddenAddress(`${hostname} has an address that is not public.`), '');
        return;
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  const isRedirect = [301, 302, 303, 307, 308].includes(statusCode);
  const { location } = headers;
  return isRedirect && typeof location === 'string' ? location : undefined;
}

async function bodyOf(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<Uint8Array> {
  const tooLarge = (): InputError =>
    new InputError(`url: the file there is larger than ${Math.round(maxBytes / (1024 * 1024))} MB.`, {
      hint: 'Pass a smaller picture.',
    });
  try {
    if (statusCode >= 500) {
      throw new Unavailable('server', `The server of the picture failed (${statusCode}).`, {
        hint: 'Try again in a minute, or pass another address.',
      });
    }
    if (statusCode !== 200) {
      throw new InputError(`url: the server does not give the picture (${statusCode}).`, {
        hint: useAnother,
      });
    }
    if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    body.destroy();
  }
}

function downloadError(error: unknown, signal: AbortSignal, bound: AbortSignal): Error {
  if (InputError.is(error) || Unavailable.is(error)) return error;
  if (signal.aborted) return new CancelledError(undefined, { cause: error });
  if (bound.aborted) {
    return new Unavailable('timeout', 'The picture could not be read in time.', {
      hint: 'Try again, or save the picture and pass its path.',
      cause: error,
    });
  }
  if (isForbidden(error)) return notPublic(error);
  return new Unavailable('offline', 'The server of the picture cannot be reached.', {
    hint: 'Check the address and the network connection, or save the picture and pass its path.',
    cause: error,
  });
}

/** Where several addresses were tried, the platform wraps the errors of each. */
function isForbidden(error: unknown): boolean {
  if (error instanceof ForbiddenAddress) return true;
  if (error instanceof AggregateError) return error.errors.some(isForbidden);
  return error instanceof Error && error.cause !== undefined && isForbidden(error.cause);
}
