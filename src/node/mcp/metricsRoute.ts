import type { PromMetrics } from '../observe/promMetrics.ts';
import { bearerMatches } from './bearer.ts';
import type { RequestListener } from './httpListener.ts';
import { refuse } from './requestGuard.ts';

/**
 * `/metrics` in the text format of Prometheus. It tells how often the user searches, listens and signs in, and to
 * every user of the machine who can open a socket: so it wants the bearer token, as `/mcp` does.
 * @param beforeAnswer measures what is not measured as it changes
 */
export function metricsRoute(
  metrics: Pick<PromMetrics, 'text' | 'contentType'>,
  token: () => string,
  beforeAnswer: () => void = () => undefined,
): RequestListener {
  return async (request, response) => {
    if (!bearerMatches(request.headers.authorization, token())) {
      refuse(response, 401, 'Send the bearer token of this server.');
      return;
    }
    if (request.method !== 'GET') {
      refuse(response, 405, 'Ask with GET.');
      return;
    }
    beforeAnswer();
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  };
}
