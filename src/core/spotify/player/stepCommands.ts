import type { Playback } from '../../../protocol/spotify/items.ts';
import {
  addToQueue,
  seekToPosition,
  skipToNext,
  skipToPrevious,
  startPlayback,
  type StartPlaybackParams,
} from '../operations/player.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { PlayerRefused, SpotifyRefused } from '../spotifyErrors.ts';
import { parseSpotifyReference, type ReferenceType } from '../spotifyReference.ts';
import type { Attempt, PlayerCommand } from './playerCommand.ts';
import type { Sight } from './sight.ts';

// Commands that are steps: doing them twice is not the same as once, so what shows them is a change.

export function next({ send }: SpotifyContext): PlayerCommand {
  return {
    refusal: ({ before }) =>
      disallowed(before, 'skipping_next', 'There is nothing to skip to, or Spotify does not allow it now.'),
    send: ({ deviceId }) => send(skipToNext, { deviceId }),
    shows: (after, { before }) => beganAnew(after, before),
  };
}

export function previous({ send }: SpotifyContext): PlayerCommand {
  return {
    refusal: ({ before }) =>
      disallowed(
        before,
        'skipping_prev',
        'There is nothing before this item, or Spotify does not allow it now.',
      ),
    send: ({ deviceId }) => send(skipToPrevious, { deviceId }),
    shows: (after, { before }) => beganAnew(after, before),
  };
}

/** Clocks of devices run apart, ms. */
const beginToleranceMs = 1000;
/** How far a position read may lie from the one that was asked for, ms. */
const seekToleranceMs = 1500;

/** @param change `toMs` from the start of the item, or `byMs` from where it is */
export function seek(
  { send, clock }: SpotifyContext,
  change: { toMs: number } | { byMs: number },
): PlayerCommand {
  let sentAt = 0;
  let positionMs = 0;
  return {
    refusal: ({ before }) => {
      if (before.playback?.item === undefined) {
        return new PlayerRefused('NOT_PLAYING_TRACK', 'Nothing is loaded that could be sought in.', {
          hint: 'Start something with spotify_play first.',
        });
      }
      return disallowed(before, 'seeking', 'Spotify does not allow seeking in what plays now.');
    },
    send: ({ before, deviceId }) => {
      sentAt = clock.now();
      positionMs = 'toMs' in change ? change.toMs : Math.max(0, positionAt(before, sentAt) + change.byMs);
      return send(seekToPosition, { positionMs, deviceId });
    },
    shows: (after, { before }) => {
      const was = before.playback;
      const is = after.playback;
      if (is === undefined || was === undefined) return false;
      if (positionMs >= (was.item?.duration_ms ?? Infinity)) return beganAnew(after, before);
      if (is.item?.uri !== was.item?.uri || is.progress_ms === undefined) return false;
      const run = is.playing ? after.at - sentAt : 0;
      const off = Math.abs(is.progress_ms - (positionMs + run));
      const unmoved = Math.abs(is.progress_ms - positionAt(before, after.at));
      return off <= seekToleranceMs && off <= unmoved;
    },
  };
}

/** Starts a context or items, from the beginning or from a position. */
export function start({ send }: SpotifyContext, what: StartPlaybackParams): PlayerCommand {
  const { contextUri, uris = [] } = what;
  const firstUri = what.offset !== undefined && 'uri' in what.offset ? what.offset.uri : undefined;
  return {
    wakes: true,
    send: async ({ deviceId }) => {
      try {
        return await send(startPlayback, { ...what, deviceId });
      } catch (error) {
        throw startError(error, what);
      }
    },
    shows: (after, { before, deviceId }) => {
      const is = after.playback;
      if (is?.playing !== true || (deviceId !== undefined && is.device?.id !== deviceId)) return false;
      // Episodes go on where they were left, so another item than before is proof enough.
      const isOther = is.item?.uri !== before.playback?.item?.uri;
      if (!isOther && !beganSince(after, before, what.positionMs)) return false;
      if (contextUri !== undefined) return is.context?.uri === contextUri;
      // Spotify may play another release of the same track: then the URI is a third one.
      const wanted = firstUri === undefined ? uris : [firstUri];
      return isOther || wanted.includes(is.item?.uri ?? '');
    },
  };
}

/** Kinds that the reference does not name for this; whether Spotify starts them is seen by trying. */
const perhapsStarted: readonly (ReferenceType | undefined)[] = ['show', 'audiobook', 'chapter'];

/** A refusal of a kind as a whole is explained: no other arguments would help. */
function startError(cause: unknown, { contextUri, uris = [] }: StartPlaybackParams): unknown {
  const kinds = [contextUri, ...uris].map((uri) => parseSpotifyReference(uri ?? '')?.type);
  const kind = kinds.find((one) => perhapsStarted.includes(one));
  if (kind === undefined || !SpotifyRefused.is(cause)) return cause;
  return new SpotifyRefused(`Spotify does not let apps start this ${kind}.`, {
    hint: 'Ask the user to start it in the Spotify app; spotify_control works on it from then on.',
    cause,
  });
}

/** Puts one track or episode behind those queued by hand. */
export function queue({ send }: SpotifyContext, uri: string): PlayerCommand {
  const count = ({ queue: uris }: Sight): number => uris.filter((queued) => queued === uri).length;
  return {
    looks: { queue: true },
    send: ({ deviceId }) => send(addToQueue, { uri, deviceId }),
    shows: (after, { before }: Attempt) =>
      count(after) > count(before) ||
      (after.playback?.item?.uri === uri && before.playback?.item?.uri !== uri),
  };
}

function disallowed({ playback }: Sight, action: string, sentence: string): PlayerRefused | undefined {
  if (playback?.disallows?.includes(action) !== true) return undefined;
  return new PlayerRefused('CONTEXT_DISALLOW', sentence, {
    hint: 'Call spotify_status to see what plays, or start something else with spotify_play.',
  });
}

/** Another item, or the same one at an earlier point than it had reached. */
function beganAnew({ playback: is }: Sight, { playback: was }: Sight): boolean {
  if (is === undefined) return false;
  return is.item?.uri !== was?.item?.uri || (is.progress_ms ?? 0) < (was?.progress_ms ?? 0);
}

/** Whether an item is as far as one can be that began after the look before. */
function beganSince(after: Sight, before: Sight, fromMs = 0): boolean {
  const heard = (after.playback?.progress_ms ?? 0) - fromMs;
  return heard >= -beginToleranceMs && heard <= after.at - before.at + beginToleranceMs;
}

function positionAt({ at, playback }: Sight, now: number): number {
  const { progress_ms: progress = 0, playing = false } = playback ?? ({} as Partial<Playback>);
  return playing ? progress + Math.max(0, now - at) : progress;
}
