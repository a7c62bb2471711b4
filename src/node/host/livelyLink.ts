import * as z from 'zod';
import type { MessageLink } from '../../protocol/messages.ts';

/** How often a client asks its host for a sign of life, ms. */
export const defaultPingMs = 5_000;
/** Signs that may stay out in a row. They are counted, not timed: a machine that slept has missed none. */
const patience = 3;

const ping = z.strictObject({ ping: z.int() });
const pong = z.strictObject({ pong: z.int() });

type CarriesAnything = Omit<MessageLink, 'send'> & { send(message: unknown): void };

/**
 * A link that closes when the other side says nothing any more though its socket is open, as that of a stopped process
 * is: then calls under way end instead of waiting for ever. Both sides have to be wrapped.
 * @param pingMs how often to ask; `undefined` = only answer
 */
export function livelyLink(carrier: MessageLink, pingMs?: number): MessageLink {
  const link: CarriesAnything = carrier;
  let listener: ((message: unknown) => void) | undefined;
  let unanswered = 0;
  const waiting: unknown[] = [];
  link.onMessage((message) => {
    unanswered = 0;
    const asked = ping.safeParse(message).data;
    if (asked !== undefined) link.send({ pong: asked.ping });
    else if (!pong.safeParse(message).success) {
      if (listener === undefined) waiting.push(message);
      else listener(message);
    }
  });
  if (pingMs !== undefined) {
    let number = 0;
    const timer = setInterval(() => {
      if (unanswered >= patience) link.close();
      else {
        unanswered++;
        link.send({ ping: number++ });
      }
    }, pingMs);
    timer.unref();
    link.onClose(() => {
      clearInterval(timer);
    });
  }
  return {
    send: (message) => {
      link.send(message);
    },
    onMessage: (next) => {
      listener = next;
      while (listener !== undefined && waiting.length > 0) listener(waiting.shift());
    },
    onClose: (closed) => {
      link.onClose(closed);
    },
    close: () => {
      link.close();
    },
  };
}
