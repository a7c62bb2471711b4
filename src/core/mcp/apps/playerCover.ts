import type { Playback } from '../../../protocol/spotify/items.ts';
import { CancelledError } from '../../errors.ts';
import type { ToolContext } from '../defineTool.ts';

/**
 * What a result has for the player card, beside the answer, where no model reads it: the cover's URL, and when the player
 * was read, Unix ms. A chat that is opened again shows its old results.
 */
export const coverKey = 'backbeat/cover';
export const readAtKey = 'backbeat/read_at';

/** A reading of the player that is this old still shows the item that plays, ms. */
const recentMs = 10_000;

/** The cover of what plays; nothing where there is none, or the player has moved on since. */
export async function playerCover(
  { playback }: { readonly playback?: Playback | undefined },
  { account }: { readonly account?: string | undefined },
  { api, signal }: ToolContext,
): Promise<Readonly<Record<string, unknown>>> {
  if (playback?.item === undefined) return {};
  const params = { max_age_ms: recentMs, ...(account !== undefined && { account }) };
  try {
    const seen = await api.call('spotify.playback', params, { signal });
    if (seen.playback?.item?.uri !== playback.item.uri) return {};
    return { [readAtKey]: seen.read_at, ...(seen.cover !== undefined && { [coverKey]: seen.cover }) };
  } catch (error) {
    if (CancelledError.is(error)) throw error;
    // The answer stands without a picture.
    return {};
  }
}
