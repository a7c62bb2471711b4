import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { HostState } from '../../../../src/core/spotify/hostState.ts';
import type { ClientLimits } from '../../../../src/core/spotify/http/clientLimits.ts';
import { SpotifyClient } from '../../../../src/core/spotify/http/spotifyClient.ts';
import type { KeptAnswer, MetadataStore } from '../../../../src/core/spotify/metadataStore.ts';
import { defineOperation } from '../../../../src/core/spotify/operation.ts';
import type { StateFile } from '../../../../src/core/spotify/stateFile.ts';
import type { Access, TokenSource } from '../../../../src/core/spotify/tokenSource.ts';
import type { Transport } from '../../../../src/core/spotify/transport.ts';
import { createUndiciTransport } from '../../../../src/node/http/undiciTransport.ts';
import { timers } from '../../../../src/node/timers.ts';
import type { Disposable } from '../../../../src/protocol/api.ts';
import { recordingLogger, type LogLine } from '../../../fixtures/recordingLogger.ts';
import { startTestApi, type TestApi } from './testApi.ts';

const album = z.object({ name: z.string(), tracks: z.array(z.string()).optional() });
const done = z
  .unknown()
  .optional()
  .transform(() => undefined);

/** Metadata: the same for everyone, no permission needed. */
export const getAlbum = defineOperation({
  id: 'get-an-album',
  method: 'GET',
  path: '/albums/{id}',
  family: 'albums',
  scopes: [],
  cache: 'metadata',
  request: ({ id }: { readonly id: string }) => ({ path: { id } }),
  response: album,
});
export const getShow = defineOperation({
  ...getAlbum,
  id: 'get-a-show',
  path: '/shows/{id}',
  family: 'shows',
  scopes: ['user-read-playback-position'],
});
export const searchFor = defineOperation({
  id: 'search',
  method: 'GET',
  path: '/search',
  family: 'search',
  scopes: [],
  cache: 'search',
  request: ({ q }: { readonly q: string }) => ({ query: { q } }),
  response: z.object({ found: z.number() }),
});
export const listPlaylists = defineOperation({
  id: 'get-a-list-of-current-users-playlists',
  method: 'GET',
  path: '/me/playlists',
  family: 'playlists',
  scopes: ['playlist-read-private'],
  cache: 'playlist',
  request: (_params: object) => ({}),
  response: z.object({ names: z.array(z.string()) }),
});
export const renamePlaylist = defineOperation({
  id: 'change-playlist-details',
  method: 'PUT',
  path: '/playlists/{id}',
  family: 'playlists',
  scopes: [],
  anyScope: ['playlist-modify-public', 'playlist-modify-private'],
  changes: ['playlist'],
  request: ({ id, name }: { readonly id: string; readonly name: string }) => ({
    path: { id },
    json: { name },
  }),
  response: done,
});
export const setCover = defineOperation({
  id: 'upload-custom-playlist-cover',
  method: 'PUT',
  path: '/playlists/{id}/images',
  family: 'playlists',
  scopes: ['ugc-image-upload'],
  request: ({ id, jpeg }: { readonly id: string; readonly jpeg: string }) => ({ path: { id }, jpeg }),
  response: done,
});
export const getPlayer = defineOperation({
  id: 'get-information-about-the-users-current-playback',
  method: 'GET',
  path: '/me/player',
  family: 'player',
  scopes: ['user-read-playback-state'],
  cache: 'playback',
  urgent: true,
  request: (_params: object) => ({}),
  response: z.object({ playing: z.boolean() }).optional(),
});
export const pause = defineOperation({
  id: 'pause-a-users-playback',
  method: 'PUT',
  path: '/me/player/pause',
  family: 'player',
  scopes: ['user-modify-playback-state'],
  changes: ['playback'],
  urgent: true,
  request: ({ device }: { readonly device?: string }) => ({ query: { device_id: device } }),
  response: done,
});
/** Never kept. */
export const recentPlays = defineOperation({
  id: 'get-recently-played',
  method: 'GET',
  path: '/me/player/recently-played',
  family: 'recentlyPlayed',
  scopes: [],
  request: (_params: object) => ({}),
  response: z.object({ plays: z.number() }),
});
/** Only apps with extended quota have it. */
export const recommend = defineOperation({
  id: 'get-recommendations',
  method: 'GET',
  path: '/recommendations',
  family: 'tracks',
  scopes: [],
  request: (_params: object) => ({}),
  response: z.object({}),
});

const everything = [
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-playback-position',
  'playlist-read-private',
  'playlist-modify-private',
  'ugc-image-upload',
];

/** Tokens by account: `token-of-anna-1`, after a renewal `token-of-anna-2`. */
export interface TestTokens extends TokenSource {
  readonly renewals: readonly string[];
  scopes: readonly string[] | undefined;
  clientId: string;
}

export function testTokens(): TestTokens {
  const renewals: string[] = [];
  const tokens: TestTokens = {
    renewals,
    scopes: everything,
    clientId: 'app',
    access: (account = 'anna') =>
      Promise.resolve({
        account: tokens.scopes === undefined ? undefined : account,
        clientId: tokens.clientId,
        accessToken: `token-of-${account}-${renewals.length + 1}`,
        scopes: tokens.scopes,
      }),
    renew: (refused: Access) => {
      renewals.push(refused.accessToken);
      return tokens.access(refused.account);
    },
  };
  return tokens;
}

export function memoryState(text?: string): StateFile & { text: string | undefined } {
  return {
    text,
    read() {
      return this.text;
    },
    write(next) {
      this.text = next;
    },
  };
}

export function memoryMetadata(): MetadataStore & { readonly answers: Map<string, KeptAnswer> } {
  const answers = new Map<string, KeptAnswer>();
  return {
    answers,
    read: (key) => Promise.resolve(answers.get(key)),
    write: (answer) => void answers.set(answer.key, answer),
  };
}

/** Short waits, so that no test takes long. */
export const quick: Partial<ClientLimits> = {
  retryFirstMs: 4,
  retryLongestMs: 8,
  repeatAfterMs: 1,
  waitJitterMs: 2,
};

export interface TestBed extends Disposable {
  readonly api: TestApi;
  readonly client: SpotifyClient;
  readonly tokens: TestTokens;
  readonly state: ReturnType<typeof memoryState>;
  readonly hostState: HostState;
  readonly metadata: ReturnType<typeof memoryMetadata>;
  readonly log: readonly LogLine[];
  /** Ms by which the clock is ahead of the machine's. */
  ahead: number;
  /** Another client on the same files, as after a restart. */
  restarted(limits?: Partial<ClientLimits>): SpotifyClient;
  close(): Promise<void>;
}

export async function openTestBed(
  limits: Partial<ClientLimits> = {},
  transport: Transport & Disposable = createUndiciTransport({ version: '1.2.3', requestMs: 2_000 }),
): Promise<TestBed> {
  const api = await startTestApi();
  const tokens = testTokens();
  const state = memoryState();
  const metadata = memoryMetadata();
  const logger = recordingLogger();
  const clients: SpotifyClient[] = [];
  const open = (more: Partial<ClientLimits> = {}): SpotifyClient => {
    const client = new SpotifyClient({
      ...{ timers, logger, transport, tokens, state, metadata },
      clock: { now: () => Date.now() + bed.ahead, timeZone: () => 'Europe/Berlin' },
      apiUrl: () => api.url,
      limits: { ...quick, ...limits, ...more },
    });
    clients.push(client);
    return client;
  };
  const dispose = (): void => {
    for (const client of clients) client.dispose();
    transport.dispose();
  };
  const bed: TestBed = {
    ...{ api, tokens, state, metadata, log: logger.lines, ahead: 0, restarted: open, dispose },
    hostState: new HostState(state, logger),
    client: undefined as never,
    async close() {
      dispose();
      await api.close();
    },
  };
  return Object.assign(bed, { client: open() });
}

/** Resolves once something has come true, within a second. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error('did not come true');
    await wait(2);
  }
}

/** What a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('did not fail');
}
