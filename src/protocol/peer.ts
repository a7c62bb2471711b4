import type { Definitions } from './definitions.ts';
import { events, type EventName } from './events.ts';
import type { Handlers } from './handlers.ts';
import { LinkPeer, type PeerErrors } from './linkPeer.ts';
import { messageSchema, type MessageLink } from './messages.ts';
import { requests, type Method } from './requests.ts';
import type { Tracing } from './trace.ts';

const everything: Definitions = {
  message: messageSchema,
  request: (name) => (Object.hasOwn(requests, name) ? requests[name as Method] : undefined),
  event: (name) => (Object.hasOwn(events, name) ? events[name as EventName] : undefined),
};

/** An end of a link that knows every request and every event. */
export class Peer extends LinkPeer {
  /** @param tracing carries what is under way from the caller to the answering side */
  constructor(link: MessageLink, errors: PeerErrors, handlers: Partial<Handlers> = {}, tracing?: Tracing) {
    super(link, errors, everything, handlers, tracing);
  }
}
