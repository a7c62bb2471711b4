import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SharedPlayback } from '../../../../src/core/spotify/player/sharedPlayback.ts';
import { playbackResult, type PlaybackResult } from '../../../../src/protocol/spotify/player.ts';
import { openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
let heard: PlaybackResult[];
let shared: SharedPlayback;
beforeEach(async () => {
  bed = await openSpotifyBed();
  heard = [];
  shared = new SharedPlayback((result) => heard.push(result));
});
afterEach(() => bed.close());

describe('the playback of all windows', () => {
  it('is read once for all who are content with its age', async () => {
    const first = await shared.read(bed.context, {});
    expect(playbackResult.strict().parse(first)).toMatchObject({
      account: 'ada-lovelace',
      playback: { playing: true, item: { name: bed.user.player.item?.name } },
    });
    bed.simulator.clock.advance(900);
    expect(await shared.read(bed.context, { max_age_ms: 5_000 })).toBe(first);
    expect(bed.newRequests()).toEqual(['GET /me/player']);
    const later = await shared.read(bed.context, { max_age_ms: 100 });
    expect(later.read_at).toBeGreaterThan(first.read_at);
    expect(heard).toEqual([first, later]);
  });

  it('keeps accounts apart', async () => {
    await shared.read(bed.context, {});
    await shared.read({ ...bed.context, account: 'somebody-else' }, { max_age_ms: 60_000 });
    expect(bed.newRequests()).toHaveLength(2);
    shared.forget('ada-lovelace');
    await shared.read(bed.context, { max_age_ms: 60_000 });
    expect(bed.newRequests()).toHaveLength(1);
  });

  it('says so when nothing is active', async () => {
    bed.user.player.activeDeviceId = undefined;
    expect(await shared.read(bed.context, {})).not.toHaveProperty('playback');
  });

  it('does not put a read that took long in the place of what a command saw meanwhile', async () => {
    bed.simulator.troubles.once({ kind: 'slow', ms: 50 }, { match: 'GET /me/player' });
    const slow = shared.read(bed.context, {});
    shared.saw('ada-lovelace', { playing: false }, bed.simulator.clock.now() + 5);
    expect((await slow).playback?.playing).toBe(false);
    expect(heard).toHaveLength(1);
    expect(await shared.read(bed.context, { max_age_ms: 60_000 })).toMatchObject({
      playback: { playing: false },
    });
  });

  it('takes over what a command saw, unless it is older', async () => {
    const { read_at: readAt } = await shared.read(bed.context, {});
    shared.saw('ada-lovelace', { playing: false }, readAt + 5);
    shared.saw('ada-lovelace', { playing: true }, readAt + 1);
    expect(await shared.read(bed.context, { max_age_ms: 60_000 })).toMatchObject({
      playback: { playing: false },
    });
    expect(heard).toHaveLength(2);
  });
});
