import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProfile } from '../../../../src/core/spotify/profile/readProfile.ts';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { profileResult, type ProfileResult } from '../../../../src/protocol/spotify/profile.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const read = async (context = bed.context): Promise<ProfileResult> =>
  profileResult.strict().parse(await readProfile(context, {}));

describe('the profile', () => {
  it('names the account and the person, and what Spotify no longer tells', async () => {
    expect(await read()).toEqual({
      account: 'ada-lovelace',
      name: 'Ada',
      id: 'ada-lovelace',
      uri: 'spotify:user:ada-lovelace',
      url: 'https://open.spotify.com/user/ada-lovelace',
      note: expect.stringContaining('Premium') as string,
    });
    await read();
    expect(bed.newRequests()).toEqual(['GET /me']);
  });

  it('tells what older apps still get, and no more than a line of a name', async () => {
    const send: typeof bed.context.send = async (operation, params, options) => ({
      ...(await bed.context.send(operation, params, options)),
      ...{ product: 'premium', country: 'DE', display_name: 'Ada\n\u202eL', uri: undefined },
    });
    const profile = await read({ ...bed.context, send });
    expect(profile).toMatchObject({ product: 'premium', country: 'DE', name: 'Ada L' });
    expect(profile.uri).toBe('spotify:user:ada-lovelace');
    expect(profile.note).toBeUndefined();
  });

  it('needs somebody who is signed in', async () => {
    expect(AuthError.is(await errorOf(read({ ...bed.context, account: undefined })), 'needsUser')).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });
});
