import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from '../../../../src/core/spotify/transport.ts';
import type { Deferred } from '../../../fixtures/deferred.ts';

export const accountsUrl = 'https://accounts.example';
export const apiUrl = 'https://api.example/v1';

/** Spotify's answers to one sign-in, as the transport brings them. */
export interface SpotifyAtTheWire {
  readonly transport: Transport;
  readonly requests: TransportRequest[];
  /** Answer of the consent page to the check. */
  page: Partial<TransportResponse>;
  /** Answer of the token endpoint, where it is not the usual one. */
  token: Partial<TransportResponse> | undefined;
  /** Who agreed. */
  user: string;
  /** While it is set, the token endpoint answers only when it is resolved. */
  hold: Deferred<void> | undefined;
}

export function spotifyAtTheWire(): SpotifyAtTheWire {
  const spotify: SpotifyAtTheWire = {
    requests: [],
    page: {},
    token: undefined,
    user: 'adam',
    hold: undefined,
    transport: async (request) => {
      spotify.requests.push(request);
      return { status: 200, headers: {}, text: '', ...(await answer(request)) };
    },
  };
  const answer = async ({ url }: TransportRequest): Promise<Partial<TransportResponse>> => {
    if (url.startsWith(`${accountsUrl}/authorize?`)) return spotify.page;
    if (url === `${accountsUrl}/api/token`) {
      await spotify.hold?.promise;
      return spotify.token ?? { text: JSON.stringify(tokens) };
    }
    if (url === `${apiUrl}/me`) {
      return { text: JSON.stringify({ id: spotify.user, display_name: `Name of ${spotify.user}` }) };
    }
    throw new Error(`nobody answers ${url}`);
  };
  return spotify;
}

const tokens = {
  access_token: 'fresh-access',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'fresh-refresh',
  scope: 'user-read-playback-state user-top-read',
};
