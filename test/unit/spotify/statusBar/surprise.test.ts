import { describe, expect, it } from 'vitest';
import { isSurprise } from '../../../../src/core/spotify/statusBar/surprise.ts';
import { noon, playback, read } from './states.ts';

const next = { ...playback.item!, uri: 'spotify:track:0000000000000000000001' };
const after = (ms: number, change: Partial<typeof playback>) => ({ ...read(change), read_at: noon + ms });

describe('isSurprise', () => {
  it.each([
    ['the first read', undefined, read(), true],
    ['the same, further on', read(), after(15_000, { progress_ms: 65_000 }), false],
    ['the same, paused', read(), after(15_000, { playing: false }), true],
    [
      'another device',
      read(),
      after(15_000, { device: { name: 'Phone', kind: 'Smartphone', active: true } }),
      true,
    ],
    ['the next track when the one before was over', read(), after(151_000, { item: next }), false],
    ['the next track long before', read(), after(15_000, { item: next }), true],
    ['nothing any more', read(), { account: 'ada', read_at: noon + 1 }, true],
    ['still nothing', { account: 'ada', read_at: noon }, { account: 'ada', read_at: noon + 1 }, false],
  ])('%s: %4$s', (_, before, now, surprise) => {
    expect(isSurprise(before, now)).toBe(surprise);
  });
});
