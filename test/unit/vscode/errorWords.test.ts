import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.ts';
import { refusedSignIn } from '../../../src/core/spotify/auth/signInErrors.ts';
import {
  AuthError,
  NoActiveDevice,
  PlayerRefused,
  QuotaExceeded,
} from '../../../src/core/spotify/spotifyErrors.ts';
import { wordsFor } from '../../../src/vscode/errorWords.ts';
import { english } from './english.ts';

const runtime = (): Promise<{ toUserMessage: (error: unknown) => string }> =>
  Promise.resolve({ toUserMessage: () => 'Something else went wrong.' });
const unloadable = (): Promise<never> => Promise.reject(new Error('no such file'));

describe('the words for an error in the editor', () => {
  it('are one sentence and the next step of whoever reads them', async () => {
    const now = Date.UTC(2026, 10, 21);
    expect(await wordsFor({ runtime }, refusedSignIn(now, now), english)).toBe(
      'Spotify no longer accepts this sign-in. Sign in again to go on.',
    );
  });

  it.each([
    new AuthError('signedOut', 'x.', { hint: 'Ask the user to sign in.' }),
    new NoActiveDevice('x.', { hint: 'Pass the name of one of them as device.' }),
    new PlayerRefused('UNKNOWN', 'x.', { hint: 'Call spotify_status.' }),
    new QuotaExceeded('x.', { until: 1, hint: 'Do not repeat the call before then.' }),
  ])('name no tool, no argument and nobody else: %o', async (error) => {
    expect(await wordsFor({ runtime }, error, english)).not.toMatch(/the user|_|call|argument|as device/);
  });

  it('keep the next step where it speaks to everybody', async () => {
    const error = new InputError('No.', { hint: 'Try 1:30.' });
    expect(await wordsFor({ runtime: unloadable }, error, english)).toBe('No. Try 1:30.');
  });

  it('come from the runtime for an error that is not ours, and without it say so', async () => {
    expect(await wordsFor({ runtime }, new TypeError('x'), english)).toBe('Something else went wrong.');
    expect(await wordsFor({ runtime: unloadable }, new TypeError('x'), english)).toContain(
      'could not be loaded',
    );
  });
});
