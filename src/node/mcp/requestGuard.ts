import type { IncomingMessage, ServerResponse } from 'node:http';

/** Who may talk to a listener, besides holding its token. */
export interface AllowedClients {
  /** Whether the listener is called by this name. @param name without the port; IPv6 in brackets */
  host(name: string): boolean;
  /** Whether pages of this origin may ask. */
  origin(origin: URL): boolean;
  /** Whether a page of another address may lead the browser here, as the end of a sign-in does; default not. */
  readonly visitors?: boolean;
}

/** What no page of a stranger can have for its own name: its DNS would have to answer for it. */
const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

export const loopbackClients: AllowedClients = {
  host: (name) => loopbackNames.includes(name),
  origin: ({ protocol, hostname }) => /^https?:$/.test(protocol) && loopbackNames.includes(hostname),
};

/** Headers of which a second one would let two readers of one request see two different requests. */
const single: readonly string[] = ['host', 'origin', 'authorization'];

/** A token in an address would stand in logs, histories and lists of processes. */
const tokenParameters: readonly string[] = ['token', 'access_token', 'bearer', 'authorization', 'api_key'];

/**
 * Checks a request before anything of it is used: by its Host, since a stranger's page may have its name point here
 * (DNS rebinding), and by its Origin, since browsers send requests without asking first.
 * @returns whether it may go on; if not, it is answered
 */
export function isAllowed(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: AllowedClients,
): boolean {
  const refusal = refusalOf(request, allowed);
  if (refusal !== undefined) refuse(response, ...refusal);
  return refusal === undefined;
}

/** So long what a refused client still sends is read and thrown away: a reset could overtake the answer. ms */
const lingerMs = 1_000;

/** Answers and ends the connection: who is refused shall hold none. */
export function refuse(response: ServerResponse, status: number, sentence = ''): void {
  const headers = { 'content-type': 'text/plain', connection: 'close' };
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(sentence) });
  const { req: request } = response;
  if (request.complete) {
    response.end(sentence);
    return;
  }
  response.flushHeaders();
  if (sentence !== '') response.write(sentence);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  request.once('end', end).once('close', end).resume();
}

function refusalOf(request: IncomingMessage, allowed: AllowedClients): [number, string] | undefined {
  const doubled = single.find((name) => (request.headersDistinct[name]?.length ?? 0) > 1);
  if (doubled !== undefined) return [400, `The header ${doubled} stands there twice.`];
  const { host, origin } = request.headers;
  const name = host === undefined ? undefined : hostNameOf(host);
  if (name === undefined || !allowed.host(name)) return [403, 'This server is not called by that name.'];
  const site = request.headers['sec-fetch-site'];
  // A picture or a link of a stranger's page has no Origin, but browsers tell where it stands.
  const isForeign = origin === undefined && (site === 'cross-site' || site === 'same-site');
  if (isForeign && !(allowed.visitors === true && request.headers['sec-fetch-mode'] === 'navigate'))
    return [403, 'Pages of another address may not ask this server.'];
  if (origin !== undefined && !isAllowedOrigin(origin, allowed))
    return [403, 'Pages of that origin may not ask this server.'];
  const query = request.url?.split('?').slice(1).join('?') ?? '';
  if (
    query !== '' &&
    [...new URLSearchParams(query).keys()].some((key) => tokenParameters.includes(key.toLowerCase()))
  )
    return [400, 'The token belongs into the header Authorization, never into an address.'];
  return undefined;
}

/** The name in a Host header, in lower case; `undefined` where it is more or less than a name and a port. */
function hostNameOf(host: string): string | undefined {
  if (!/^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host)) return undefined;
  const address = `http://${host}`;
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}

/** The sandboxed page's `null` is no address, and so no origin. */
function isAllowedOrigin(text: string, allowed: AllowedClients): boolean {
  return URL.canParse(text) && allowed.origin(new URL(text));
}
