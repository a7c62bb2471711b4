import type { ProfileParams, ProfileResult } from '../../../protocol/spotify/profile.ts';
import { accountOf } from '../accountOf.ts';
import { getProfile } from '../operations/profile.ts';
import type { Feature } from '../spotifyContext.ts';
import { referenceOf } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';

/** Longest address or id, in characters. */
const longestId = 300;

/** Answers `spotify.profile`. */
export const readProfile: Feature<ProfileParams, ProfileResult> = async (context) => {
  const account = accountOf(context);
  const { id, display_name, uri, product, country, external_urls } = await context.send(getProfile, {});
  const known = referenceOf('user', encodeURIComponent(id));
  return {
    account,
    name: upstreamText(display_name ?? '') || upstreamText(id),
    id: upstreamText(id, longestId),
    uri: upstreamText(uri ?? known.uri, longestId),
    url: upstreamText(external_urls?.spotify ?? known.url, longestId),
    ...(product !== undefined && { product: upstreamText(product) }),
    ...(country !== undefined && { country: upstreamText(country) }),
    ...(product === undefined && {
      note: 'Spotify no longer tells apps about Premium, country, e-mail and followers; a command of the player shows whether there is Premium.',
    }),
  };
};
