import type { Api } from '../src/protocol/api.ts';
import { LinkPeer, type PeerErrors } from '../src/protocol/linkPeer.ts';
import type { MessageLink } from '../src/protocol/messages.ts';
import { LateDefinitions } from './answers/lateDefinitions.ts';

/**
 * The other side as the panel asks it. A request is sent at once; the shape of its answer is loaded while it is under
 * way, and messages wait for that in their order.
 */
export function panelApi(link: MessageLink, errors: PeerErrors): Api {
  const definitions = new LateDefinitions();
  const { held, until } = heldLink(link, () => definitions.isLoaded);
  const peer = new LinkPeer(held, errors, definitions);
  return {
    call: (method, params, options) => {
      const answer = peer.call(method, params, options);
      const ready = definitions.load(method);
      until(ready);
      if (ready === undefined) return answer;
      answer.catch(() => undefined); // told below
      return ready.then(() => answer);
    },
    on: (event, listener) => {
      const ready = definitions.load(event);
      until(ready);
      ready?.catch((error: unknown) => {
        errors.report(error);
      });
      return peer.on(event, listener);
    },
  };
}

interface HeldLink {
  readonly held: MessageLink;
  /** Nothing comes in before this. */
  readonly until: (ready: Promise<void> | undefined) => void;
}

function heldLink(link: MessageLink, isLoaded: () => boolean): HeldLink {
  const waiting: unknown[] = [];
  let listener: ((message: unknown) => void) | undefined;
  let holds = 0;
  const drain = (): void => {
    while (holds === 0 && isLoaded() && listener !== undefined && waiting.length > 0)
      listener(waiting.shift());
  };
  link.onMessage((message) => {
    waiting.push(message);
    drain();
  });
  return {
    held: {
      send: (message) => {
        link.send(message);
      },
      onMessage: (next) => {
        listener = next;
        drain();
      },
      onClose: (closed) => {
        link.onClose(closed);
      },
      close: () => {
        link.close();
      },
    },
    until: (ready) => {
      if (ready === undefined) return;
      holds += 1;
      const release = (): void => {
        holds -= 1;
        drain();
      };
      ready.then(release, release);
    },
  };
}
