import type { SpotifyControlResult, SpotifyStatus } from '../../../src/protocol/spotify/player.ts';
import { t } from '../../l10n.ts';
import type { PlayerViewState } from '../../player/playerView.ts';
import { besideKeys, type ToolAnswer } from '../chat/toolAnswer.ts';

/** What the card shows: the player, whose it is, and sentences below it. */
export interface PlayerState extends PlayerViewState {
  readonly account: string;
  readonly remarks: readonly string[];
}

/** What `spotify_status` answered. @param now Unix ms, for a server that does not say when it looked */
export function stateOf({ value, beside }: ToolAnswer<SpotifyStatus>, now: number): PlayerState {
  const { account, playback, devices, queue, missing = [] } = value;
  return {
    ...{ account, playback, devices, queue },
    ...besideOf(beside, now),
    remarks: missing.map(({ part, why }) => `${partWords(part)} ${why}`),
  };
}

/** The state after `spotify_control`: what it saw, and the rest as it was. */
export function stateAfter(
  before: PlayerState,
  { value, beside }: ToolAnswer<SpotifyControlResult>,
  now: number,
): PlayerState {
  if (value.playback === undefined) return before;
  const isSame = value.playback.item?.uri === before.playback?.item?.uri;
  const next = besideOf(beside, now);
  return {
    ...before,
    ...{ playback: value.playback, remarks: [] },
    readAt: next.readAt,
    cover: next.cover ?? (isSame ? before.cover : undefined),
  };
}

function besideOf(
  beside: Readonly<Record<string, unknown>>,
  now: number,
): Pick<PlayerViewState, 'cover' | 'readAt'> {
  const { [besideKeys.cover]: cover, [besideKeys.readAt]: readAt } = beside;
  return {
    cover: typeof cover === 'string' ? cover : undefined,
    readAt: typeof readAt === 'number' && readAt <= now ? readAt : now,
  };
}

function partWords(part: 'playback' | 'devices' | 'queue'): string {
  switch (part) {
    case 'playback':
      return t('What plays could not be read.');
    case 'devices':
      return t('The devices could not be read.');
    case 'queue':
      return t('What comes next could not be read.');
  }
}
