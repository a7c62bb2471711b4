import { checkScopes } from '../../../../src/core/spotify/http/checkScopes.ts';
import type { Scope } from '../../../../src/core/spotify/scopes.ts';
import type { SpotifyContext } from '../../../../src/core/spotify/spotifyContext.ts';
import type { SpotifyBed } from '../spotifyBed.ts';

/** The bed's context with a sign-in that reaches less far: the client's own check, with these permissions alone. */
export function withScopes({ context, user }: SpotifyBed, scopes: readonly Scope[]): SpotifyContext {
  return {
    ...context,
    send: async (operation, params, options) => {
      checkScopes(operation, params, { account: user.id, clientId: '', accessToken: '', scopes });
      return context.send(operation, params, options);
    },
  };
}
