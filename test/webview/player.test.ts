import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Playback } from '../../src/protocol/spotify/items.ts';
import { PanelError } from '../../webview/panelErrors.ts';
import {
  playerView,
  type CommandAnswer,
  type PlayerActions,
  type PlayerCommand,
  type PlayerView,
  type PlayerViewState,
} from '../../webview/player/playerView.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe';
const kitchen = {
  name: 'Kitchen',
  id: 'k1',
  kind: 'Speaker',
  active: true,
  volume: 40,
  supports_volume: true,
};
const phone = { name: 'Phone', id: 'p1', kind: 'Smartphone', active: false, volume: 70 };
const track = {
  ...{ name: 'Lighthouse Keeper', type: 'track' as const, by: ['Tin Observatory'], album: 'Signals' },
  ...{ duration_ms: 225_000, uri: 'spotify:track:1', url: 'https://open.spotify.com/track/1' },
};
const playing: Playback = {
  ...{ playing: true, item: track, progress_ms: 83_000, shuffle: false, repeat: 'off' as const },
  device: kitchen,
};
const state = (playback: Playback | undefined, more: Partial<PlayerViewState> = {}): PlayerViewState => ({
  ...{ playback, readAt: start, saved: false, devices: [kitchen, phone] },
  ...more,
});

interface Call {
  readonly command: PlayerCommand;
  readonly answer: (answer: CommandAnswer) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

interface OpenPlayer extends PlayerView {
  readonly calls: Call[];
  readonly said: string[];
  readonly one: (selector: string) => HTMLElement;
  readonly commands: () => PlayerCommand[];
}

let now = start;
let open: PlayerView | undefined;

function openPlayer(first?: PlayerViewState, more: Partial<PlayerActions> = {}): OpenPlayer {
  const calls: Call[] = [];
  const said: string[] = [];
  const view = playerView(
    {
      control: (command) =>
        new Promise((resolve, reject) => {
          calls.push({
            command,
            answer: (answer) => (resolve(answer), turn()),
            fail: (error) => (reject(error), turn()),
          });
        }),
      setSaved: () => Promise.resolve(),
      announce: (sentence) => said.push(sentence),
      ...more,
    },
    () => now,
  );
  open = view;
  document.body.replaceChildren(view.element);
  if (first !== undefined) view.show(first);
  return {
    ...view,
    calls,
    said,
    commands: () => calls.map(({ command }) => command),
    one: (selector) => {
      const found = view.element.querySelector<HTMLElement>(selector);
      if (found === null) throw new Error(`no ${selector}`);
      return found;
    },
  };
}

/** When promises that are settled have told so. */
async function turn(): Promise<void> {
  for (let at = 0; at < 5; at++) await Promise.resolve();
}

async function pass(ms: number): Promise<void> {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

const range = (player: OpenPlayer, name: 'position' | 'volume'): HTMLInputElement =>
  player.one(`.player-${name} input`) as HTMLInputElement;

function drag(input: HTMLInputElement, value: number): void {
  input.value = String(value);
  input.dispatchEvent(new Event('input'));
}

function press(target: HTMLElement, key: string): void {
  target.focus();
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

beforeEach(() => {
  now = start;
  vi.useFakeTimers();
});
afterEach(() => {
  open?.dispose();
  document.body.className = '';
  vi.useRealTimers();
});

describe('what plays', () => {
  it('is shown with title, artists, album, place and time', () => {
    const player = openPlayer(state(playing));
    expect(player.one('.player-title').textContent).toBe('Lighthouse Keeper');
    expect(player.one('.player-by').textContent).toBe('Tin Observatory');
    expect(player.one('.player-album').textContent).toBe('Signals');
    expect(player.one('.player-seek').textContent).toBe('1:233:45');
    expect(range(player, 'position').getAttribute('aria-valuetext')).toBe('1:23 of 3:45');
    expect(player.one('.player-device').textContent).toBe('Kitchen');
  });

  it('shows hostile names as the text that they are, whole in the tooltip', () => {
    const long = 'x'.repeat(10_000);
    const player = openPlayer(
      state(
        { ...playing, item: { ...track, name: hostile, by: [long] }, device: { ...kitchen, name: hostile } },
        {
          devices: [{ ...phone, name: hostile }],
          queue: [{ ...track, name: hostile }],
        },
      ),
    );
    expect(player.one('.player-title bdi').textContent).toBe(hostile);
    expect(player.one('.player-by').title).toBe(long);
    expect(player.one('.player-device bdi').textContent).toBe(hostile);
    expect(player.one('.player-devices bdi').textContent).toBe(hostile);
    expect(player.one('.player-coming bdi').textContent).toBe(hostile);
    expect(player.element.querySelectorAll('img')).toHaveLength(1);
  });

  it('links to pages of Spotify only', () => {
    const opened: string[] = [];
    const openLink = (url: string): void => void opened.push(url);
    const player = openPlayer(state(playing), { openLink });
    player.one('.player-title a').click();
    expect(opened).toEqual([track.url]);
    player.show(state({ ...playing, item: { ...track, url: 'javascript:alert(1)' } }));
    player.show(state({ ...playing, item: { ...track, name: 'Other', url: 'javascript:alert(1)' } }));
    expect(player.element.querySelector('.player-title a')).toBeNull();
  });

  it('says the next item to screen readers, and not the first, nor one that it said', () => {
    const player = openPlayer(state(playing));
    player.show(state(playing, { readAt: start + 10 }));
    expect(player.said).toEqual([]);
    player.show(state({ ...playing, item: { ...track, uri: 'spotify:track:2', name: 'Second' } }));
    expect(player.said).toEqual(['Second by Tin Observatory']);
  });
});

describe('the cover', () => {
  const picture = (player: OpenPlayer): HTMLImageElement => player.one('.player-picture') as HTMLImageElement;

  it('is named by the album and shown once it is loaded', () => {
    const player = openPlayer(state(playing, { cover: 'https://i.scdn.co/image/ab67' }));
    expect(picture(player).alt).toBe('Cover of Signals');
    expect(picture(player).hidden).toBe(true);
    picture(player).dispatchEvent(new Event('load'));
    expect(picture(player).hidden).toBe(false);
    expect(player.one('.player-placeholder').hidden).toBe(true);
  });

  it('is a drawing where it does not load', () => {
    const player = openPlayer(state(playing, { cover: 'https://i.scdn.co/image/ab67' }));
    picture(player).dispatchEvent(new Event('error'));
    expect(player.one('.player-placeholder').hidden).toBe(false);
  });

  it.each([
    'https://example.org/x.png',
    'https://i.scdn.co.example.org/x',
    'http://i.scdn.co/image/1',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
  ])('is never loaded from %s', (url) => {
    expect(picture(openPlayer(state(playing, { cover: url }))).hasAttribute('src')).toBe(false);
  });
});

describe('the position', () => {
  const fill = (player: OpenPlayer): string => player.one('.player-fill').style.transform;

  it('moves between reads by transform alone, and stops at the end', async () => {
    const player = openPlayer(state({ ...playing, progress_ms: 0 }));
    expect(fill(player)).toBe('scaleX(0)');
    await pass(22_500);
    expect(fill(player)).toMatch(/^scaleX\(0\.(1|099)/);
    await pass(1_000_000);
    expect(player.one('.player-seek').textContent).toBe('3:453:45');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stands while it pauses', async () => {
    const player = openPlayer(state({ ...playing, playing: false }));
    await pass(5_000);
    expect(player.one('.player-seek').textContent).toBe('1:233:45');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('moves once a second for who wants little motion', async () => {
    document.body.classList.add('vscode-reduce-motion');
    const player = openPlayer(state(playing));
    const before = fill(player);
    await pass(900);
    expect(fill(player)).toBe(before);
    await pass(200);
    expect(fill(player)).not.toBe(before);
  });

  it('does not jump back for the moment that a reading takes', async () => {
    const player = openPlayer(state(playing));
    await pass(10_000);
    player.show(state({ ...playing, progress_ms: 92_200 }, { readAt: now }));
    expect(player.one('.player-time').textContent).toBe('1:33');
  });

  it('is sought five seconds by an arrow key, and many strokes are one command', async () => {
    const player = openPlayer(state({ ...playing, playing: false }));
    const input = range(player, 'position');
    for (let at = 0; at < 4; at++) press(input, 'ArrowRight');
    press(input, 'ArrowLeft');
    expect(input.getAttribute('aria-valuetext')).toBe('1:38 of 3:45');
    expect(player.commands()).toEqual([]);
    await pass(400);
    expect(player.commands()).toEqual([{ action: 'seek', position_ms: 98_000 }]);
  });

  it('shows where it is dragged to, and is sent once it is let go', async () => {
    const player = openPlayer(state(playing));
    const input = range(player, 'position');
    drag(input, 120_000);
    await pass(1_000);
    expect(player.one('.player-time').textContent).toBe('2:00');
    expect(player.commands()).toEqual([]);
    input.dispatchEvent(new Event('change'));
    await pass(400);
    expect(player.commands()).toEqual([{ action: 'seek', position_ms: 120_000 }]);
  });
});

describe('a click', () => {
  it('is seen at once, and settled by the answer', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-play').click();
    expect(player.one('.player-play').getAttribute('aria-label')).toBe('Play');
    expect(player.commands()).toEqual([{ action: 'pause' }]);
    await player.calls[0]?.answer({ playback: { ...playing, playing: false, progress_ms: 84_000 } });
    expect(player.one('.player-play').getAttribute('aria-label')).toBe('Play');
    expect(player.one('.player-time').textContent).toBe('1:24');
  });

  it('is taken back when it fails, with a sentence and the next step', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-shuffle').click();
    expect(player.one('.player-shuffle').getAttribute('aria-label')).toBe('Shuffle: on');
    await player.calls[0]?.fail(
      new PanelError({ code: 'NO_ACTIVE_DEVICE', message: 'x', hint: 'Call spotify_status.' }),
    );
    expect(player.one('.player-shuffle').getAttribute('aria-label')).toBe('Shuffle: off');
    expect(player.one('.player-problem').textContent).toBe(
      'No device is playing. Open Spotify on a computer, phone or speaker, or choose one that is open.',
    );
    expect(player.one('.player-problem').getAttribute('role')).toBe('alert');
    player.one('.player-problem vscode-button').click();
    expect(player.one('.player-problem').hidden).toBe(true);
  });

  it('is not undone by a reading that came before its answer', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-play').click();
    player.show(state(playing, { readAt: start + 5 }));
    expect(player.one('.player-play').getAttribute('aria-label')).toBe('Play');
    await player.calls[0]?.answer({ playback: { ...playing, playing: false } });
    expect(player.one('.player-play').getAttribute('aria-label')).toBe('Play');
  });

  it('is not undone by news of something else than the player', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-play').click();
    await player.calls[0]?.answer({ playback: { ...playing, playing: false } });
    player.show(state(playing, { queue: [track] }));
    expect(player.one('.player-play').getAttribute('aria-label')).toBe('Play');
    expect(player.one('.player-queue summary').textContent).toBe('Next up: 1 item');
    player.show(state(playing, { readAt: start + 1 }));
    expect(player.one('.player-play').getAttribute('aria-label')).toBe('Pause');
  });

  it('waits for the one before, and each skip counts', async () => {
    const player = openPlayer(state(playing));
    for (let at = 0; at < 3; at++) player.one('.player-next').click();
    expect(player.commands()).toEqual([{ action: 'next' }]);
    await player.calls[0]?.answer({ playback: playing });
    await player.calls[1]?.answer({ playback: playing });
    expect(player.commands()).toEqual([{ action: 'next' }, { action: 'next' }, { action: 'next' }]);
  });

  it('takes the waiting ones with it when it fails', async () => {
    const player = openPlayer(state(playing));
    for (let at = 0; at < 3; at++) player.one('.player-next').click();
    await player.calls[0]?.fail(new PanelError({ code: 'SPOTIFY_UNAVAILABLE', message: 'No connection.' }));
    expect(player.commands()).toHaveLength(1);
    expect(player.element.querySelector('.player-skipping')).toBeNull();
  });

  it('that is made again while it waits is sent once, as wished last', async () => {
    const player = openPlayer(state(playing));
    for (let at = 0; at < 4; at++) player.one('.player-play').click();
    await player.calls[0]?.answer({ playback: { ...playing, playing: false } });
    expect(player.commands()).toEqual([{ action: 'pause' }, { action: 'resume' }]);
  });

  it('changes repeat from off to all to this one', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-repeat').click();
    await player.calls[0]?.answer({ playback: { ...playing, repeat: 'context' } });
    expect(player.one('.player-repeat').getAttribute('aria-label')).toBe('Repeat: all');
    player.one('.player-repeat').click();
    expect(player.commands()).toEqual([
      { action: 'repeat', mode: 'context' },
      { action: 'repeat', mode: 'track' },
    ]);
  });

  it('shows the note of an answer that is in doubt', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-next').click();
    await player.calls[0]?.answer({ note: 'Spotify did not answer: it may have been done.' });
    expect(player.one('.player-problem').textContent).toContain('Spotify did not answer');
  });

  it('on like is seen at once, and taken back when it fails', async () => {
    let fail: (error: Error) => void = () => undefined;
    const setSaved = (): Promise<void> =>
      new Promise((_, reject) => {
        fail = reject;
      });
    const player = openPlayer(state(playing), { setSaved });
    player.one('.player-like').click();
    expect(player.one('.player-like').getAttribute('aria-label')).toBe('Unlike');
    fail(new PanelError({ code: 'FORBIDDEN', message: 'Not allowed.' }));
    await turn();
    expect(player.one('.player-like').getAttribute('aria-label')).toBe('Like');
    expect(player.one('.player-problem').textContent).toContain('Not allowed.');
  });
});

describe('the volume', () => {
  it('of a drag is one command, and a waiting one is replaced by the next', async () => {
    const player = openPlayer(state(playing));
    const input = range(player, 'volume');
    for (const value of [41, 50, 60]) drag(input, value);
    input.dispatchEvent(new Event('change'));
    await pass(400);
    for (const value of [30, 20, 10]) {
      drag(input, value);
      input.dispatchEvent(new Event('change'));
      await pass(400);
    }
    expect(player.commands()).toEqual([{ action: 'volume', volume: 60 }]);
    expect(input.value).toBe('10');
    await player.calls[0]?.answer({ playback: { ...playing, device: { ...kitchen, volume: 60 } } });
    expect(player.commands()).toEqual([
      { action: 'volume', volume: 60 },
      { action: 'volume', volume: 10 },
    ]);
    expect(input.value).toBe('10');
  });

  it('does not wait for another command', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-next').click();
    press(range(player, 'volume'), 'ArrowUp');
    await pass(400);
    expect(player.commands()).toEqual([{ action: 'next' }, { action: 'volume', volume: 45 }]);
  });

  it('is muted and comes back as it was', async () => {
    const player = openPlayer(state(playing));
    player.one('.player-loud vscode-button').click();
    await player.calls[0]?.answer({ playback: { ...playing, device: { ...kitchen, volume: 0 } } });
    player.one('.player-loud vscode-button').click();
    expect(player.commands()).toEqual([
      { action: 'volume', volume: 0 },
      { action: 'volume', volume: 40 },
    ]);
  });

  it.each([
    [{ ...kitchen, supports_volume: false }, 'The volume of this device cannot be set from other apps.'],
    [{ name: 'TV', id: 't', kind: 'TV', active: true }, 'This device does not tell its volume.'],
  ])('is refused with the reason for %j', (device, reason) => {
    const input = range(openPlayer(state({ ...playing, device })), 'volume');
    expect(input.disabled).toBe(true);
    expect(input.title).toBe(reason);
  });
});

describe('what the player refuses', () => {
  it.each([
    ['skipping_next', 'next'],
    ['skipping_prev', 'previous'],
    ['pausing', 'play'],
    ['toggling_shuffle', 'shuffle'],
  ])('%s switches %s off, which keeps the focus and says why', (action, name) => {
    const player = openPlayer(state({ ...playing, disallows: [action] }));
    const control = player.one(`.player-${name}`);
    expect(control.getAttribute('aria-disabled')).toBe('true');
    expect(control.getAttribute('aria-label')).toContain('Spotify does not allow this now.');
    control.click();
    expect(player.commands()).toEqual([]);
  });

  it('of the modes of repeat is left out', () => {
    const player = openPlayer(state({ ...playing, disallows: ['toggling_repeat_context'] }));
    player.one('.player-repeat').click();
    expect(player.commands()).toEqual([{ action: 'repeat', mode: 'track' }]);
  });

  it('is everything on a device that takes no commands', () => {
    const player = openPlayer(state({ ...playing, device: { ...kitchen, restricted: true } }));
    for (const name of ['shuffle', 'previous', 'play', 'next', 'repeat'])
      player.one(`.player-${name}`).click();
    expect(player.commands()).toEqual([]);
    expect(player.one('.player-note').textContent).toBe('This device takes no commands from other apps.');
  });

  it('is an advertisement as a whole, which has no like and no position', () => {
    const player = openPlayer(
      state({ playing: true, other: 'ad', device: kitchen, disallows: ['skipping_next'] }),
    );
    expect(player.one('.player-title').textContent).toBe('Advertisement');
    expect(player.one('.player-like').hidden).toBe(true);
    expect(player.one('.player-seek').hidden).toBe(true);
    expect(player.one('.player-note').textContent).toBe('The controls come back after the advertisement.');
  });

  it('is liking a file of the device', () => {
    const local = { ...track, uri: 'spotify:local:a:b:c:10' };
    expect(openPlayer(state({ ...playing, item: local })).one('.player-like').hidden).toBe(true);
  });
});

describe('devices', () => {
  it('open by a button, are chosen, and the focus comes back', () => {
    let looks = 0;
    const player = openPlayer(state(playing), { refreshDevices: () => (looks += 1) });
    const toggle = player.one('.player-device');
    toggle.click();
    expect([toggle.getAttribute('aria-expanded'), looks]).toEqual(['true', 1]);
    expect(player.one('[aria-current]').textContent).toBe('Kitchen');
    press(toggle, 'ArrowUp');
    expect(document.activeElement?.textContent).toBe('Phone');
    (document.activeElement as HTMLElement).click();
    expect(player.commands()).toEqual([{ action: 'transfer', device: 'p1' }]);
    expect(document.activeElement).toBe(toggle);
    expect(toggle.textContent).toBe('Phone');
    expect(player.one('.player-devices').hidden).toBe(true);
  });

  it('close by Escape', () => {
    const player = openPlayer(state(playing));
    player.one('.player-device').click();
    press(player.one('.player-device-choice'), 'Escape');
    expect(player.one('.player-devices').hidden).toBe(true);
    expect(document.activeElement).toBe(player.one('.player-device'));
  });

  it('that take no commands are named, and not chosen', () => {
    const player = openPlayer(state(playing, { devices: [{ ...phone, restricted: true }] }));
    player.one('.player-device').click();
    player.one('.player-device-choice').click();
    expect(player.one('.player-devices').textContent).toBe('Phonetakes no commands');
    expect(player.commands()).toEqual([]);
  });

  it('keep the focus when the list is read anew', () => {
    const player = openPlayer(state(playing));
    player.one('.player-device').click();
    press(player.one('.player-device'), 'ArrowUp');
    player.show(state(playing, { devices: [kitchen, { ...phone, volume: 20 }] }));
    expect(document.activeElement?.textContent).toBe('Phone');
  });
});

describe('nothing playing', () => {
  it('says how to start, and still tries to play', () => {
    let searches = 0;
    const player = openPlayer(state(undefined, { devices: [] }), { searchAndPlay: () => (searches += 1) });
    expect(player.one('.player-title').textContent).toBe('Nothing is playing');
    player.one('.player-start vscode-button').click();
    expect(searches).toBe(1);
    player.one('.player-next').click();
    player.one('.player-play').click();
    expect(player.commands()).toEqual([{ action: 'resume' }]);
    expect(player.one('.player-devices').textContent).toContain('No device is open.');
  });
});

it('what comes next says how many, who, and that it is unknown', () => {
  const player = openPlayer(
    state(playing, {
      queue: [
        { ...track, name: 'Second' },
        { ...track, name: 'Third' },
      ],
    }),
  );
  expect(player.one('.player-queue summary').textContent).toBe('Next up: 2 items');
  expect(player.one('.player-coming').textContent).toBe('SecondTin ObservatoryThirdTin Observatory');
  player.show(state(playing));
  expect(player.one('.player-queue').textContent).toContain('not known yet');
});

it('a player that is disposed of runs nothing more', async () => {
  const player = openPlayer(state(playing));
  press(range(player, 'volume'), 'ArrowUp');
  player.dispose();
  await pass(5_000);
  expect(player.commands()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
