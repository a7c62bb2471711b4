import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuthorizeEndpoint } from './authorizeEndpoint.ts';
import { refusalPage } from './consentPage.ts';
import { htmlReply, readBody, send } from './httpMessages.ts';
import type { Reply } from './httpMessages.ts';
import { readable } from './requestLog.ts';
import type { RecordedRequest } from './requestLog.ts';
import type { SimulatorClock } from './simulatorClock.ts';
import type { TokenEndpoint } from './tokenEndpoint.ts';

export interface AccountsParts {
  readonly clock: SimulatorClock;
  readonly requests: RecordedRequest[];
  readonly authorize: AuthorizeEndpoint;
  readonly token: TokenEndpoint;
}

/** Plays accounts.spotify.com. */
export function accountsService({ clock, requests, authorize, token }: AccountsParts) {
  const reply = (request: IncomingMessage, url: URL, text: string): Reply | Promise<Reply> => {
    switch (`${request.method ?? 'GET'} ${url.pathname}`) {
      case 'GET /authorize':
        return authorize.authorize(url.searchParams);
      case 'POST /authorize/decision':
        return authorize.decide(new URLSearchParams(text));
      case 'POST /api/token':
        return token.reply(request.headers, new URLSearchParams(text));
      default:
        return htmlReply(404, refusalPage('Page not found'));
    }
  };
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const text = (await readBody(request)).toString('utf8');
    const record: RecordedRequest = {
      service: 'accounts',
      method: request.method ?? 'GET',
      path: url.pathname,
      query: new URLSearchParams(url.searchParams),
      headers: request.headers,
      body: readable(text),
      status: 0,
      response: undefined,
      at: clock.now(),
    };
    requests.push(record);
    const answer = await reply(request, url, text);
    record.status = answer.status;
    record.response = readable(String(answer.body ?? ''));
    send(response, answer);
  };
}
