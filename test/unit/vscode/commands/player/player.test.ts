import { describe, expect, it } from 'vitest';
import { NoActiveDevice } from '../../../../../src/core/spotify/spotifyErrors.ts';
import type { Handlers } from '../../../../../src/protocol/handlers.ts';
import { EventListeners } from '../../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../../src/protocol/localApi.ts';
import { Player } from '../../../../../src/vscode/commands/player/player.ts';
import { PlayerActivity, type PlayerNews } from '../../../../../src/vscode/statusBar/playerActivity.ts';
import { handlersWith } from '../../../../fixtures/handlers.ts';
import { english } from '../../english.ts';

function playerWith(some: Partial<Handlers>): { player: Player; news: PlayerNews[] } {
  const activity = new PlayerActivity();
  const news: PlayerNews[] = [];
  activity.on((heard) => news.push(heard));
  const listeners = new EventListeners((error) => {
    throw error;
  });
  const api = createLocalApi(handlersWith(some), listeners);
  return { player: new Player(() => Promise.resolve(api), activity, english), news };
}

describe('the player of the commands', () => {
  it('tells what a command will do, and then what it did', async () => {
    const control = { action: 'pause', outcome: 'verified' } as const;
    const { player, news } = playerWith({ 'spotify.control': () => control });
    await expect(player.control({ action: 'pause' }, { playing: false })).resolves.toEqual(control);
    expect(news).toEqual([
      { kind: 'expected', change: { playing: false } },
      { kind: 'settled', control },
    ]);
  });

  it('tells that a command failed, and why', async () => {
    const { player, news } = playerWith({
      'spotify.control': () => {
        throw new NoActiveDevice('No device plays.', { hint: 'Open Spotify.' });
      },
    });
    await expect(player.control({ action: 'next' })).rejects.toThrow(NoActiveDevice);
    expect(news).toMatchObject([
      { kind: 'failed', facts: { code: 'NO_ACTIVE_DEVICE', hint: 'Open Spotify.' } },
    ]);
  });

  it('never takes an unknown outcome for a success', async () => {
    const control = { action: 'next', outcome: 'unknown' } as const;
    const { player, news } = playerWith({ 'spotify.control': () => control });
    await expect(player.control({ action: 'next' })).rejects.toMatchObject({ code: 'SPOTIFY_UNAVAILABLE' });
    expect(news).toEqual([{ kind: 'settled', control }]);
  });

  it('tells of a new like once it is saved', async () => {
    const asked: unknown[] = [];
    const { player, news } = playerWith({
      'spotify.setSaved': (params) => {
        asked.push(params);
        expect(news).toEqual([]);
        return { saved: params.saved };
      },
    });
    await player.setSaved('spotify:track:1', true);
    expect(asked).toEqual([{ uris: ['spotify:track:1'], saved: true }]);
    expect(news).toEqual([{ kind: 'saved', uri: 'spotify:track:1', saved: true }]);
  });

  it('has no current item in silence or in an advert, and says what to do', async () => {
    const read = { account: 'ada', read_at: 1 };
    const silence = playerWith({ 'spotify.playback': () => read });
    await expect(silence.player.currentItem()).rejects.toMatchObject({ code: 'INPUT_ERROR' });
    const advert = playerWith({
      'spotify.playback': () => ({ ...read, playback: { playing: true, other: 'ad' } }),
    });
    await expect(advert.player.currentItem()).rejects.toMatchObject({
      hint: expect.stringContaining('Search and Play') as unknown,
    });
  });
});
