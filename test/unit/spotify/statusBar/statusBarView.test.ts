import { describe, expect, it } from 'vitest';
import type { LoadedState, NowPlayingState } from '../../../../src/core/spotify/statusBar/nowPlaying.ts';
import { statusBarView, tooltipCommands } from '../../../../src/core/spotify/statusBar/statusBarView.ts';
import { noon, playing } from './states.ts';

const zone = 'Europe/Berlin';
const view = (state: NowPlayingState, format = '{title} – {artist}', now = noon) =>
  statusBarView(state, format, now, zone);
const tooltip = (change: Partial<LoadedState>, now = noon): string =>
  view(playing(change), '{title}', now)?.tooltipMarkdown ?? '';

/** Targets of the links of a Markdown text, escapes left out. */
const targets = (markdown: string): string[] =>
  [...markdown.replaceAll(/\\./g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');

describe('the text', () => {
  it('has the format and one icon, which tells playing from paused', () => {
    expect(view(playing())).toMatchObject({ text: '$(music) Song – Ann', command: 'backbeat.playPause' });
    expect(view(playing({ kind: 'paused' }))?.text).toBe('$(debug-pause) Song – Ann');
  });

  it('leaves the icon to the format if that has one', () => {
    expect(view(playing(), '$(heart) {title}')?.text).toBe('$(heart) Song');
  });

  it('counts by the clock that it is given', () => {
    expect(view(playing(), '{progress}/{duration}', noon + 12_000)?.text).toBe('$(music) 1:02/3:20');
  });

  it('is nothing when there is nothing to say', () => {
    expect(view({ kind: 'hidden' })).toBeUndefined();
  });

  it('shows a hostile title as letters', () => {
    const text = view(playing({ title: '$(sync~spin)\u202E](command:x)', by: ['\u0007\n'] }))?.text;
    expect(text?.replaceAll('\u200B', '')).toBe('$(music) $(sync~spin)](command:x)');
    expect(text?.match(/\$\(/g)).toHaveLength(1);
  });
});

describe('the tooltip of what plays', () => {
  it('is whole', () => {
    expect(view(playing())?.tooltipMarkdown).toMatchInlineSnapshot(`
      "![Cover](https://i.scdn.co/image/ab67616d00001e02|width=160)

      **[Song](https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC)**  
      Ann\\, Ben  
      Record

      0:50 ━━━━●──────────── 3:20

      [$(debug-step-back) Previous](command:backbeat.previous) · [$(debug-pause) Pause](command:backbeat.playPause) · [$(debug-step-over) Next](command:backbeat.next) · [$(heart) Like](command:backbeat.like) · [$(vm) Devices](command:backbeat.chooseDevice) · [$(search) Search](command:backbeat.searchAndPlay)

      Content from [Spotify](https://open.spotify.com) · playing on Desk"
    `);
  });

  it('offers what can be done now', () => {
    expect(tooltip({ kind: 'paused' })).toContain('[$(play) Play]');
    expect(tooltip({ saved: true })).toContain('[$(heart-filled) Liked](command:backbeat.unlike)');
    expect(tooltip({ saved: undefined })).not.toContain('like');
  });

  it('moves its bar in steps, from one end to the other', () => {
    expect(tooltip({}, noon + 9_999)).toBe(tooltip({}));
    expect(tooltip({}, noon + 10_000)).toContain('1:00 ');
    expect(tooltip({ progressMs: 0 })).toContain(`0:00 ●${'─'.repeat(16)} 3:20`);
    expect(tooltip({}, noon + 900_000)).toContain(`3:20 ${'━'.repeat(16)}● 3:20`);
    expect(tooltip({ durationMs: undefined })).not.toContain('●');
    expect(tooltip({ durationMs: 0 })).not.toContain('●');
  });

  it('says when the sign-in ends soon', () => {
    expect(tooltip({ signInDaysLeft: 3 })).toContain('The sign-in ends in 3 days');
    expect(tooltip({ signInDaysLeft: 1 })).toContain('ends tomorrow');
    expect(tooltip({ signInDaysLeft: 0 })).toContain('ends today');
  });

  it.each([
    'http://i.scdn.co/image/ab',
    'https://i.scdn.co/image/ab)[x](command:y',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'https://i.scdn.co/a b',
    'https://user@i.scdn.co/image',
  ])('shows no picture from %s', (cover) => {
    expect(tooltip({ cover })).not.toContain('![');
  });

  it.each(['https://example.com/track/1', 'https://open.spotify.com/track/1) [x](command:y)', 'command:x'])(
    'links no title to %s',
    (url) => {
      expect(tooltip({ url })).toContain('**Song**');
    },
  );

  it('has no link but its own, whatever the names say', () => {
    const hostile =
      '](command:workbench.action.quit) [x](https://example.com) ![p](https://example.com/p.png)';
    const text = tooltip({ title: hostile, by: [hostile], album: hostile, device: hostile });
    expect(targets(text).filter((target) => !target.startsWith('command:backbeat.'))).toEqual([
      'https://i.scdn.co/image/ab67616d00001e02|width=160',
      'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
      'https://open.spotify.com',
    ]);
  });
});

describe('the other states', () => {
  const at = (hours: number): number => noon + hours * 3_600_000;
  it.each<[NowPlayingState, string, string | undefined]>([
    [{ kind: 'signedOut' }, '$(music) Spotify: sign in', 'backbeat.signIn'],
    [{ kind: 'noClientId' }, '$(music) Spotify: set up', 'backbeat.setClientId'],
    [{ kind: 'expired' }, '$(warning) Spotify: sign in again', 'backbeat.signIn'],
    [{ kind: 'revoked' }, '$(warning) Spotify: sign in again', 'backbeat.signIn'],
    [{ kind: 'missingScope' }, '$(warning) Spotify: sign in again', 'backbeat.signIn'],
    [{ kind: 'quota', until: at(3) }, '$(watch) Spotify: quota until 17:00', undefined],
    [{ kind: 'quota', until: at(20) }, '$(watch) Spotify: quota until tomorrow, 10:00', undefined],
    [{ kind: 'rateLimited', until: at(1) }, '$(watch) Spotify: waiting', undefined],
    [{ kind: 'noDevice', until: at(1) }, '$(music) Spotify: no device', 'backbeat.chooseDevice'],
    [{ kind: 'offline' }, '$(debug-disconnect) Spotify: no answer', undefined],
    [{ kind: 'trouble', message: 'No.', hint: undefined }, '$(warning) Spotify', 'backbeat.showLog'],
  ])('%o', (state, text, command) => {
    const shown = view(state);
    expect(shown?.text).toBe(text);
    expect(shown?.command).toBe(command);
    expect(
      targets(shown?.tooltipMarkdown ?? '').every((target) => tooltipCommands.includes(target.slice(8))),
    ).toBe(true);
  });

  it('warn by colour only where the user must act', () => {
    const warned = (['expired', 'revoked', 'missingScope', 'signedOut', 'offline'] as const).filter(
      (kind) => view({ kind })?.severity === 'warning',
    );
    expect(warned).toEqual(['expired', 'revoked', 'missingScope']);
  });

  it('quote an error without its links', () => {
    const shown = view({ kind: 'trouble', message: 'Bad [x](command:y).', hint: 'Wait.' });
    expect(targets(shown?.tooltipMarkdown ?? '')).toEqual(['command:backbeat.showLog']);
    expect(shown?.tooltipMarkdown).toContain('Wait\\.');
  });
});
