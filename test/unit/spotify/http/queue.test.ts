import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { held, json, noContent } from './testApi.ts';
import {
  errorOf,
  getAlbum,
  getPlayer,
  openTestBed,
  pause,
  renamePlaylist,
  until,
  type TestBed,
} from './testClient.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await openTestBed();
});
afterEach(() => bed.close());

const paths = (): string[] => bed.api.seen.map(({ url }) => url.replace('/base/v1', ''));

describe('requests of one account', () => {
  it('are eight at once, and the player goes first among those that wait', async () => {
    const first = held(json({ name: 'A', playing: true }));
    bed.api.replies(first.reply);
    const ids = Array.from({ length: 12 }, (_, index) => String(index));
    const albums = ids.map((id) => bed.client.send('anna', getAlbum, { id }));
    await until(() => bed.api.open === 8);
    const player = bed.client.send('anna', getPlayer, {});
    expect(bed.api.open).toBe(8);
    first.release();
    await Promise.all([...albums, player]);
    expect(paths().indexOf('/me/player')).toBeLessThan(paths().indexOf('/albums/8'));
  });

  it('do not wait for those of another', async () => {
    const first = held(json({ name: 'A' }));
    bed.api.replies(first.reply);
    const own = Array.from({ length: 10 }, (_, id) => bed.client.send('anna', getAlbum, { id: `a${id}` }));
    await until(() => bed.api.open === 8);
    const other = bed.client.send('ben', getAlbum, { id: 'b' });
    await until(() => bed.api.open === 9);
    first.release();
    await Promise.all([...own, other]);
  });

  it('leave the queue when their caller cancels', async () => {
    const first = held(json({ name: 'A' }));
    bed.api.replies(first.reply);
    const running = Array.from({ length: 8 }, (_, id) => bed.client.send('anna', getAlbum, { id: `a${id}` }));
    await until(() => bed.api.open === 8);
    const caller = new AbortController();
    const waiting = errorOf(bed.client.send('anna', getAlbum, { id: 'late' }, { signal: caller.signal }));
    caller.abort();
    expect(await waiting).toMatchObject({ code: 'CANCELLED' });
    first.release();
    await Promise.all(running);
    expect(paths()).not.toContain('/albums/late');
  });
});

describe('commands to the player', () => {
  it('are sent one at a time and in order', async () => {
    let open = 0;
    let most = 0;
    bed.api.replies((response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        noContent(response, {} as never);
      }, 5);
    });
    await Promise.all(['1', '2', '3', '4'].map((device) => bed.client.send('anna', pause, { device })));
    expect(most).toBe(1);
    expect(paths()).toEqual(['1', '2', '3', '4'].map((device) => `/me/player/pause?device_id=${device}`));
  });

  it('keep their order over a repeat', async () => {
    const refused = held((response) => response.writeHead(401).end());
    bed.api.replies(refused.reply, noContent);
    const calls = ['1', '2'].map((device) => bed.client.send('anna', pause, { device }));
    await until(() => bed.api.seen.length === 1);
    refused.release();
    await Promise.all(calls);
    expect(paths().map((path) => path.at(-1))).toEqual(['1', '1', '2']);
  });

  it('go on after one that failed or was cancelled', async () => {
    const slow = held(noContent);
    bed.api.replies(slow.reply, noContent);
    const caller = new AbortController();
    const first = errorOf(bed.client.send('anna', pause, { device: '1' }, { signal: caller.signal }));
    const second = bed.client.send('anna', pause, { device: '2' });
    await until(() => bed.api.seen.length === 1);
    caller.abort();
    expect(await first).toMatchObject({ code: 'CANCELLED' });
    await second;
  });

  it('are alone in that: other writes run beside each other', async () => {
    const slow = held(noContent);
    bed.api.replies(slow.reply);
    const calls = ['1', '2'].map((id) => bed.client.send('anna', renamePlaylist, { id, name: 'B' }));
    await until(() => bed.api.open === 2);
    slow.release();
    await Promise.all(calls);
  });
});
