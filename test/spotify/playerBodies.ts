import type { SimPlayable } from './catalogue.ts';
import type { SimDevice } from './devices.ts';
import { episodeBody, trackBody } from './itemBodies.ts';
import type { Body, Links } from './itemBodies.ts';
import type { SimulatedPlayer } from './player.ts';
import type { Call } from './routes/route.ts';

/** What is on, without the device. Episodes are only shown to who asks for them. */
export function currentlyPlayingBody(call: Call, player: SimulatedPlayer): Body {
  const { item, contextUri } = player;
  const shown = item !== undefined && (item.kind === 'track' || wantsEpisodes(call));
  return {
    actions: { disallows: disallows(player) },
    context: contextUri === undefined ? null : contextBody(contextUri, call.links),
    currently_playing_type: item?.kind ?? 'unknown',
    is_playing: player.isPlaying,
    item: shown ? playableBody(item, call) : null,
    progress_ms: item === undefined ? null : player.progressMs,
    timestamp: player.changedAt,
  };
}

export function playbackBody(call: Call, player: SimulatedPlayer, device: SimDevice): Body {
  return {
    ...currentlyPlayingBody(call, player),
    device: deviceBody(device, player),
    repeat_state: player.repeat,
    shuffle_state: player.shuffle,
  };
}

export function deviceBody(device: SimDevice, player: SimulatedPlayer): Body {
  return {
    id: device.id,
    is_active: device.id === player.activeDeviceId,
    is_private_session: device.isPrivateSession,
    is_restricted: device.isRestricted,
    name: device.name,
    supports_volume: device.supportsVolume,
    type: device.type,
    volume_percent: device.volumePercent ?? null,
  };
}

export function contextBody(uri: string, links: Links): Body {
  const [, type = '', id = ''] = uri.split(':');
  return {
    external_urls: { spotify: `https://open.spotify.com/${type}/${id}` },
    href: `${links.api}/${type}s/${id}`,
    type,
    uri,
  };
}

export function playableBody(item: SimPlayable, call: Call): Body {
  return item.kind === 'track'
    ? trackBody(item, call.links)
    : episodeBody(item, call.links, call.resumePoint);
}

function wantsEpisodes(call: Call): boolean {
  return (call.query.get('additional_types') ?? '').split(',').includes('episode');
}

/** Only what is forbidden is named. */
function disallows(player: SimulatedPlayer): Body {
  return {
    ...(player.isPlaying ? { resuming: true } : { pausing: true }),
    ...(player.canSkipNext ? {} : { skipping_next: true }),
    ...(player.canSkipPrevious ? {} : { skipping_prev: true }),
  };
}
