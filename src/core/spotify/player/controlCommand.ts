import type { ControlAction, SpotifyControlParams } from '../../../protocol/spotify/player.ts';
import { InputError } from '../../errors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { requireReference } from '../spotifyReference.ts';
import type { PlayerCommand } from './playerCommand.ts';
import { startWhat } from './startWhat.ts';
import { pause, repeat, resume, shuffle, transfer, volume } from './stateCommands.ts';
import { next, previous, queue, seek, start } from './stepCommands.ts';

type Argument = Exclude<keyof SpotifyControlParams, 'action' | 'device' | 'account'>;

const startArguments: readonly Argument[] = ['uris', 'context', 'from', 'position_ms'];
/** What goes with each action, beside `device` and `account`. */
const known: Readonly<Record<ControlAction, readonly Argument[]>> = {
  play: startArguments,
  resume: [],
  pause: [],
  next: [],
  previous: [],
  seek: ['position_ms', 'seek_by_ms'],
  volume: ['volume', 'volume_by'],
  shuffle: ['on'],
  repeat: ['mode'],
  transfer: [],
  start: startArguments,
  queue: ['uris'],
};

/**
 * The command that the arguments of `spotify_control` describe.
 * @throws InputError for an argument that is missing, does not go with the action or contradicts another
 */
export function controlCommand(context: SpotifyContext, params: SpotifyControlParams): PlayerCommand {
  const { action } = params;
  refuseStrayArguments(params);
  switch (action) {
    case 'play':
      return startArguments.some((name) => params[name] !== undefined)
        ? start(context, startWhat(params))
        : resume(context);
    case 'start':
      return start(context, startWhat(params));
    case 'resume':
      return resume(context);
    case 'pause':
      return pause(context);
    case 'next':
      return next(context);
    case 'previous':
      return previous(context);
    case 'seek':
      return seek(
        context,
        either(
          params.position_ms,
          params.seek_by_ms,
          ['position_ms', 'seek_by_ms'],
          'action seek with position_ms 60000',
        ) === 'first'
          ? { toMs: params.position_ms ?? 0 }
          : { byMs: params.seek_by_ms ?? 0 },
      );
    case 'volume':
      return volume(
        context,
        either(params.volume, params.volume_by, ['volume', 'volume_by'], 'action volume with volume 40') ===
          'first'
          ? { to: params.volume ?? 0 }
          : { by: params.volume_by ?? 0 },
      );
    case 'shuffle':
      return shuffle(context, params.on ?? missing(action, 'on', 'action shuffle with on true'));
    case 'repeat':
      return repeat(context, params.mode ?? missing(action, 'mode', 'action repeat with mode context'));
    case 'transfer':
      if (params.device === undefined) {
        missing(action, 'device', 'action transfer with device "Kitchen"; spotify_status lists the devices');
      }
      return transfer(context);
    case 'queue':
      return queue(context, queuedUri(params.uris));
  }
}

function refuseStrayArguments(params: SpotifyControlParams): void {
  const fitting: readonly string[] = ['action', 'device', 'account', ...known[params.action]];
  const stray = Object.entries(params).find(
    ([name, value]) => value !== undefined && !fitting.includes(name),
  );
  if (stray === undefined) return;
  const actions = Object.entries(known)
    .filter(([, names]) => names.some((name) => name === stray[0]))
    .map(([action]) => action);
  throw new InputError(`${stray[0]} does not go with action ${params.action}.`, {
    hint: `It goes with ${actions.join(', ')}; make one call for each action.`,
  });
}

function either(
  first: number | undefined,
  second: number | undefined,
  names: readonly [string, string],
  example: string,
): 'first' | 'second' {
  if (first !== undefined && second !== undefined) {
    throw new InputError(`${names[0]} and ${names[1]} contradict each other.`, { hint: 'Pass one of them.' });
  }
  if (first !== undefined) return 'first';
  if (second !== undefined) return 'second';
  throw new InputError(`${names[0]} is missing, or ${names[1]}.`, { hint: `For example ${example}.` });
}

function missing(action: ControlAction, name: string, example: string): never {
  throw new InputError(`Action ${action} needs ${name}.`, { hint: `For example ${example}.` });
}

function queuedUri(uris: readonly string[] | undefined): string {
  const [uri, ...more] = uris ?? [];
  if (uri === undefined) missing('queue', 'uris', 'action queue with uris ["spotify:track:…"]');
  if (more.length > 0) {
    throw new InputError('Action queue takes exactly one URI.', {
      hint: 'Make one call for each, in the order in which they are to play.',
    });
  }
  return requireReference('uris', uri, ['track', 'episode']).uri;
}
