import { toAppError } from '../../errorCodec.ts';
import { errorCodes } from '../../errors.ts';
import type { Observe } from '../../observe/observe.ts';
import type { Logger } from '../../ports.ts';
import type { Family, Operation } from '../operation.ts';
import type { Transport, TransportRequest, TransportResponse } from '../transport.ts';

interface RequestParts {
  readonly transport: Transport;
  readonly logger: Logger;
  readonly observe: Observe;
}

type Asked = Pick<Operation<never, unknown>, 'id' | 'method'> & { readonly family: Family };

/**
 * Sends one HTTP request with a span, its measurements and a line in the log. They name the operation and never the
 * address, in which ids and words of the user stand.
 */
export async function observedRequest(
  { transport, logger, observe }: RequestParts,
  { id, method, family }: Asked,
  request: TransportRequest,
): Promise<TransportResponse> {
  const { metrics } = observe;
  const begun = observe.elapsed();
  const measured = (status: string): number => {
    const ms = observe.elapsed() - begun;
    metrics.count('spotifyCalls', { family, status });
    metrics.observe('spotifyDuration', ms / 1_000, { family });
    return Math.round(ms);
  };
  const facts = { 'http.request.method': method, 'url.template': id, 'server.address': 'spotify' };
  return observe.run({ name: `spotify ${id}`, kind: 'client', facts }, async (learn) => {
    try {
      const response = await transport(request);
      const { status } = response;
      learn({ 'http.response.status_code': status });
      logger.debug('Spotify answered', { operation: id, method, status, ms: measured(String(status)) });
      return response;
    } catch (error) {
      const { code, reason } = toAppError(error);
      const why = code === errorCodes.cancelled ? 'cancelled' : (reason ?? 'failed');
      logger.debug('Spotify did not answer', { operation: id, method, why, ms: measured(why) });
      throw error;
    }
  });
}
