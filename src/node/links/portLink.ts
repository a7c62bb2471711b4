import type { MessagePort, Worker } from 'node:worker_threads';
import type { MessageLink } from '../../protocol/messages.ts';

/** A link to or from a worker thread. `close` is what ends the thread or the port. */
export function portLink(port: MessagePort | Worker, close: () => void): MessageLink {
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.removeAllListeners('message');
      if (listener !== undefined) port.on('message', listener);
    },
    onClose: (listener) => {
      port.once('close', listener);
      port.once('exit', listener);
    },
    close,
  };
}
