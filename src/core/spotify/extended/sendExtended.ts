import type { SpotifyContext } from '../spotifyContext.ts';
import { EndpointUnavailable } from '../spotifyErrors.ts';
import type { ExtendedOperation } from './operations/extendedOperation.ts';

/**
 * Calls an operation for apps with extended quota. Where Spotify refuses, the error says in terms of tools what does
 * it here.
 * @throws EndpointUnavailable, and what `Send` throws
 */
export async function sendExtended<P, R>(
  { send }: SpotifyContext,
  operation: ExtendedOperation<P, R>,
  params: P,
): Promise<R> {
  try {
    return await send(operation, params);
  } catch (error) {
    if (!EndpointUnavailable.is(error)) throw error;
    // A closed operation may answer 404 (observed), as an unknown id does.
    const orUnknown = operation.path.includes('{') ? ', or it does not know what was asked for' : '';
    throw new EndpointUnavailable(
      `Spotify gives this to apps with extended quota only, and this Client ID's app has none${orUnknown}.`,
      { cause: error, hint: operation.instead },
    );
  }
}
