import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlPlayer } from '../../../../src/core/spotify/player/controlPlayer.ts';
import { SharedPlayback } from '../../../../src/core/spotify/player/sharedPlayback.ts';
import { playbackResult, type PlaybackResult } from '../../../../src/protocol/spotify/player.ts';
import type { Send } from '../../../../src/core/spotify/operation.ts';
import { deferred } from '../../../fixtures/deferred.ts';
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

  it('does not put a read that took long in the place of a later one', async () => {
    const { read_at: before } = await shared.read(bed.context, {});
    const late = deferred<void>();
    const send: Send = async (...call) => {
      const result = await bed.context.send(...call);
      await late.promise;
      return result;
    };
    bed.simulator.clock.advance(10);
    const slow = shared.read({ ...bed.context, send }, {});
    bed.simulator.clock.advance(10);
    await controlPlayer(shared.watching(bed.context), { action: 'pause' });
    late.resolve();
    expect((await slow).playback?.playing).toBe(false);
    expect(heard.at(-1)).toMatchObject({ playback: { playing: false } });
    expect(heard.at(-1)?.read_at).toBeGreaterThan(before);
  });

  it('takes over what a command saw, with its cover', async () => {
    await controlPlayer(shared.watching(bed.context), { action: 'next' });
    bed.newRequests();
    const shown = await shared.read(bed.context, { max_age_ms: 60_000 });
    expect(shown).toMatchObject({ playback: { item: { name: bed.user.player.item?.name } } });
    expect(shown.cover).toMatch(/^http/);
    expect(heard.at(-1)).toBe(shown);
    expect(bed.newRequests()).toEqual([]);
  });
});
