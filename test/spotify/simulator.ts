import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '../fixtures/seededRandom.ts';
import { accountsService } from './accountsService.ts';
import { apiService } from './apiService.ts';
import { AuthorizationCodes } from './authorizationCodes.ts';
import { AuthorizeEndpoint } from './authorizeEndpoint.ts';
import type { Consent } from './authorizeEndpoint.ts';
import { makeCatalogue } from './catalogue.ts';
import type { SimCatalogue } from './catalogue.ts';
import { controlSurface } from './controlSurface.ts';
import { coverImage } from './coverImage.ts';
import { jsonReply, send } from './httpMessages.ts';
import { PlaylistStore } from './playlists.ts';
import type { RecordedRequest } from './requestLog.ts';
import type { World } from './routes/route.ts';
import { allScopes } from './scopes.ts';
import { simulatorClock } from './simulatorClock.ts';
import type { SimulatorClock } from './simulatorClock.ts';
import { TokenEndpoint } from './tokenEndpoint.ts';
import { TokenBook } from './tokens.ts';
import type { IssuedTokens } from './tokens.ts';
import { TokenTroublePlan } from './tokenTroubles.ts';
import type { TokenTroubles } from './tokenTroubles.ts';
import { TroublePlan } from './troubles.ts';
import type { Troubles } from './troubles.ts';
import { giveAPast, makeForeignPlaylists } from './userPast.ts';
import { createUser } from './users.ts';
import type { NewUser, SimulatedUser } from './users.ts';

export type { RecordedRequest } from './requestLog.ts';
export type { SimulatedPlayer } from './player.ts';
export type { SimulatedUser } from './users.ts';
export type { Trouble, Troubles } from './troubles.ts';

export interface SimulatorOptions {
  /** Default any free one. */
  readonly port?: number;
  /** Unix ms; default the machine's clock. */
  readonly now?: () => number;
  /** Of the catalogue and of everybody's past. */
  readonly seed?: number;
  /** Where covers are said to be; default the simulator, which has one for every id. */
  readonly imagesUrl?: string;
}

/** Spotify on 127.0.0.1: the accounts service and the API, with state that tests look at and change. */
export interface Simulator {
  /** `http://127.0.0.1:PORT/v1` */
  readonly apiUrl: string;
  /** `http://127.0.0.1:PORT`, with `/authorize` and `/api/token` below it. */
  readonly accountsUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: SimulatorClock;
  readonly catalogue: SimCatalogue;
  readonly playlists: PlaylistStore;
  /** At first one: `ada-lovelace`, called Ada, with Premium, on the app's user list. */
  readonly users: readonly SimulatedUser[];
  addUser(options: NewUser): SimulatedUser;
  consent: Consent;
  /** Whether each refresh gives a new refresh token and makes the old one invalid; default false, as today. */
  rotateRefreshTokens: boolean;
  /** Whether the app has extended quota, and with it the operations that new apps lack; default false. */
  extendedQuota: boolean;
  /** Tokens without a browser. */
  signIn(userId: string, options?: { readonly scopes?: readonly string[] }): IssuedTokens;
  /** Ends everything that the user consented to until now. */
  revoke(userId: string): void;
  expireAccessTokens(userId?: string): void;
  readonly troubles: Troubles;
  readonly tokenTroubles: TokenTroubles;
  /** Everything that was received, oldest first; may be emptied. */
  readonly requests: RecordedRequest[];
  /** What the app registered; at first `http://127.0.0.1/callback`. */
  readonly redirectUris: string[];
  /** A loopback address without a port stands for all ports. */
  registerRedirect(uri: string): void;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, now = Date.now, seed = 1 } = options;
  const closing = new AbortController();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const clock = simulatorClock(now);
  const random = seededRandom(seed);
  const catalogue = makeCatalogue(random, clock.now());
  const playlists = new PlaylistStore(random);
  const users: SimulatedUser[] = [];
  const links = { api: `${origin}/v1`, images: options.imagesUrl ?? `${origin}/image` };
  const world: World = { clock, random, catalogue, playlists, users, links };
  makeForeignPlaylists(world);
  const tokens = new TokenBook(clock);
  const troubles = new TroublePlan();
  const tokenTroubles = new TokenTroublePlan();
  const requests: RecordedRequest[] = [];
  const redirectUris = ['http://127.0.0.1/callback'];

  const simulator: Simulator = {
    apiUrl: links.api,
    accountsUrl: origin,
    clientId: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    clientSecret: 'simulated0secret0simulated0secret',
    clock,
    catalogue,
    playlists,
    users,
    consent: 'ask',
    rotateRefreshTokens: false,
    extendedQuota: false,
    troubles,
    tokenTroubles,
    requests,
    redirectUris,
    addUser: (given) => {
      if (users.some(({ id }) => id === given.id)) throw new Error(`There is a user ${given.id} already.`);
      const user = createUser(world, given);
      users.push(user);
      giveAPast(world, user);
      return user;
    },
    signIn: (userId, { scopes = allScopes } = {}) => {
      if (!users.some(({ id }) => id === userId)) throw new Error(`There is no user ${userId}.`);
      return tokens.issued(tokens.grant(userId, scopes, true));
    },
    revoke: (userId) => tokens.revoke(userId),
    expireAccessTokens: (userId) => tokens.expire(userId),
    registerRedirect: (uri) => {
      redirectUris.push(uri);
    },
    close: async () => {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  simulator.addUser({ id: 'ada-lovelace', displayName: 'Ada' });

  const api = apiService({
    ...{ world, tokens, troubles, requests, closing: closing.signal },
    extendedQuota: () => simulator.extendedQuota,
  });
  const codes = new AuthorizationCodes(clock);
  const { clientId, clientSecret } = simulator;
  const accounts = accountsService({
    clock,
    requests,
    authorize: new AuthorizeEndpoint({
      clientId,
      redirectUris,
      users,
      codes,
      consent: () => simulator.consent,
    }),
    token: new TokenEndpoint({
      clientId,
      clientSecret,
      clock,
      codes,
      tokens,
      troubles: tokenTroubles,
      rotateRefreshTokens: () => simulator.rotateRefreshTokens,
      closing: closing.signal,
    }),
  });
  const control = controlSurface(simulator, troubles);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(`${origin}${request.url ?? '/'}`);
    if (url.pathname.startsWith('/v1/')) await api(request, response, url);
    else if (url.pathname.startsWith('/image/')) sendImage(world, response, url);
    else if (url.pathname.startsWith('/_simulator')) await control(request, response, url);
    else await accounts(request, response, url);
  };
  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (closing.signal.aborted || response.headersSent) response.destroy();
      else
        send(
          response,
          jsonReply(500, { simulator_error: error instanceof Error ? error.stack : String(error) }),
        );
    });
  });
  return simulator;
}

function sendImage({ playlists }: World, response: ServerResponse, url: URL): void {
  const [, , id = '', size = ''] = url.pathname.split('/');
  const own = size === 'own' ? playlists.byId(id)?.image : undefined;
  const pixels = Math.min(640, Number(size) || 64);
  send(response, {
    status: 200,
    headers: {
      'content-type': own === undefined ? 'image/png' : 'image/jpeg',
      'access-control-allow-origin': '*',
    },
    body: own ?? coverImage(id, pixels),
  });
}
