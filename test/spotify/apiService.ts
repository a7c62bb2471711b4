import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiFailure, insufficientScope, notOnUserList, premiumRequired, unauthorized } from './apiFailure.ts';
import { jsonReply, readBody, send, sendCut } from './httpMessages.ts';
import type { Reply } from './httpMessages.ts';
import type { SimulatedPlayer } from './player.ts';
import { removedOperations } from './removedOperations.ts';
import { readable } from './requestLog.ts';
import type { RecordedRequest } from './requestLog.ts';
import { catalogueRoutes } from './routes/catalogueRoutes.ts';
import { extendedRoutes } from './routes/extendedRoutes.ts';
import { libraryRoutes } from './routes/libraryRoutes.ts';
import { playerReadRoutes } from './routes/playerReadRoutes.ts';
import { playerWriteRoutes } from './routes/playerWriteRoutes.ts';
import { playlistRoutes } from './routes/playlistRoutes.ts';
import { profileRoutes } from './routes/profileRoutes.ts';
import { Call } from './routes/route.ts';
import type { Answer, Route, World } from './routes/route.ts';
import { searchRoutes } from './routes/searchRoutes.ts';
import type { TokenBook, TokenCheck } from './tokens.ts';
import { instead } from './troubles.ts';
import type { PlainAnswer, Trouble, TroublePlan } from './troubles.ts';

/** All operations of a new development-mode app. */
export const routes: readonly Route[] = [
  ...playerReadRoutes,
  ...playerWriteRoutes,
  ...searchRoutes,
  ...catalogueRoutes,
  ...profileRoutes,
  ...libraryRoutes,
  ...playlistRoutes,
];

export interface ApiParts {
  readonly world: World;
  readonly tokens: TokenBook;
  readonly troubles: TroublePlan;
  readonly requests: RecordedRequest[];
  /** Whether the app has the operations that new apps lack. */
  readonly extendedQuota: () => boolean;
  /** Ends waits when the simulator closes. */
  readonly closing: AbortSignal;
}

interface Matched {
  readonly route?: Route;
  readonly removed?: 403 | 404;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Answers everything below `/v1`. */
export function apiService(parts: ApiParts) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const method = request.method ?? 'GET';
    const path = pathOf(url);
    const rawBody = await readBody(request);
    const check = checkToken(parts.tokens, request);
    const record: RecordedRequest = {
      service: 'api',
      method,
      path,
      query: new URLSearchParams(url.searchParams),
      headers: request.headers,
      body: readable(rawBody.toString('utf8')),
      ...(check?.userId === undefined ? {} : { user: check.userId }),
      status: 0,
      response: undefined,
      at: parts.world.clock.now(),
    };
    parts.requests.push(record);

    const known = parts.extendedQuota() ? [...routes, ...extendedRoutes] : routes;
    const matched = matchRoute(known, method, path);
    const isPlayerWrite = matched.route?.needs === 'premium';
    const trouble = parts.troubles.take({
      template: `${method} ${matched.template}`,
      concrete: `${method} ${path}`,
      isPlayerWrite,
    });
    const reply = replyTo(trouble, () => {
      const call = authorise(parts, matched, check, { url, headers: request.headers, rawBody });
      const player = isPlayerWrite ? call.me.player : undefined;
      return obey(parts.world, player, matched.route?.run(call) ?? { status: 404 }, trouble);
    });

    if (trouble?.kind === 'slow') await delay(trouble.ms, undefined, { signal: parts.closing });
    if (trouble?.kind === 'cut') {
      await sendCut(response, reply);
      return;
    }
    record.status = reply.status;
    record.response = readable(String(reply.body ?? ''));
    send(response, reply);
  };
}

function replyTo(trouble: Trouble | undefined, run: () => Reply): Reply {
  const other = trouble === undefined ? undefined : instead(trouble);
  if (other instanceof ApiFailure) return failureReply(other);
  if (other !== undefined) return plainReply(other);
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiFailure) return failureReply(error);
    throw error;
  }
}

/** Does what the operation decided, now or, as the trouble says, later. */
function obey(world: World, player: SimulatedPlayer | undefined, answer: Answer, trouble?: Trouble): Reply {
  const now = world.clock.now();
  if (answer.effect !== undefined && player !== undefined) {
    player.later(trouble?.kind === 'late' ? now + trouble.ms : now, answer.effect);
    // A look at the player makes it obey what is due.
    void player.item;
  } else answer.effect?.(now);
  return answer.body === undefined ? { status: answer.status } : jsonReply(answer.status, answer.body);
}

function failureReply(failure: ApiFailure): Reply {
  return jsonReply(failure.status, failure.body(), failure.headers);
}

function plainReply({ status, contentType, text }: PlainAnswer): Reply {
  return { status, headers: { 'content-type': contentType }, body: text };
}

function checkToken(tokens: TokenBook, request: IncomingMessage): TokenCheck | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  return tokens.check(/^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '');
}

/** The same checks for every operation, in Spotify's order: token, app, operation, Premium, scopes. */
function authorise(
  { world }: ApiParts,
  { route, removed, params }: Matched,
  check: TokenCheck | undefined,
  request: { readonly url: URL; readonly headers: IncomingMessage['headers']; readonly rawBody: Buffer },
): Call {
  if (check === undefined) throw unauthorized('No token provided');
  if (check.state !== 'valid') {
    throw unauthorized(check.state === 'expired' ? 'The access token expired' : 'Invalid access token');
  }
  const user = world.users.find(({ id }) => id === check.userId);
  if (user?.onUserList === false) throw notOnUserList();
  if (removed !== undefined)
    throw new ApiFailure(removed, removed === 403 ? 'Forbidden' : 'Resource not found');
  if (route === undefined) throw isKnownPath(request.url) ? methodNotAllowed() : serviceNotFound();
  const call = new Call({
    ...request,
    world,
    params,
    user,
    scopes: check.scopes,
  });
  if (route.needs !== 'anyToken') void call.me;
  if (user !== undefined && !route.scopes.every((scope) => check.scopes.has(scope)))
    throw insufficientScope();
  if (route.needs === 'premium' && !call.me.premium) throw premiumRequired();
  return call;
}

function isKnownPath(url: URL): boolean {
  return routes.some(({ path }) => paramsOf(path, pathOf(url)) !== undefined);
}

const methodNotAllowed = (): ApiFailure => new ApiFailure(405, 'Method not allowed');
const serviceNotFound = (): ApiFailure => new ApiFailure(404, 'Service not found');

/** Below `/v1`. */
function pathOf(url: URL): string {
  return url.pathname.replace(/^\/v1/, '');
}

function matchRoute(given: readonly Route[], method: string, path: string): Matched {
  const route = given.find((known) => known.method === method && paramsOf(known.path, path) !== undefined);
  if (route !== undefined) {
    return { route, template: route.path, params: paramsOf(route.path, path) ?? {} };
  }
  const removed = removedOperations.find(
    (known) => known.method === method && paramsOf(known.path, path) !== undefined,
  );
  if (removed !== undefined) return { removed: removed.status, template: removed.path, params: {} };
  return { template: path, params: {} };
}

/** `undefined` if the path is not of this shape. */
function paramsOf(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = template.split('/');
  const values = path.split('/');
  if (names.length !== values.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const value = values[at] ?? '';
    if (name.startsWith('{') && value !== '') params[name.slice(1, -1)] = value;
    else if (name !== value) return undefined;
  }
  return params;
}
