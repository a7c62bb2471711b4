import type { PeerErrors } from '../protocol/linkPeer.ts';
import { errorFromWire, errorToWire } from './errorCodec.ts';
import { AppError, errorCodes, HostError } from './errors.ts';
import type { Logger } from './ports.ts';

/** How our errors cross a link: typed on both sides, causes logged on the side where they happened. */
export function peerErrors(logger: Logger): PeerErrors {
  return {
    toWire(error) {
      const wire = errorToWire(error);
      if (wire.code === errorCodes.internal) logger.error('request failed', { error });
      return wire;
    },
    fromWire: errorFromWire,
    closed: () =>
      new HostError('gone', 'The process that keeps the listening history went away during the call.', {
        hint: 'Call again; another one takes over within seconds.',
      }),
    report(error) {
      const known = AppError.is(error) ? error.message : 'message outside the protocol';
      logger.error(known, { error });
    },
  };
}
