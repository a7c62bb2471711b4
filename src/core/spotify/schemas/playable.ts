import * as z from 'zod';
import { episode, type Episode } from './episode.ts';
import { isRecord } from './tolerant.ts';
import { track, type Track } from './track.ts';

/** What players, queues and playlists hold; `type` tells which. */
export type Playable = Track | Episode;

const kinds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('track'), value: track }),
  z.object({ kind: z.literal('episode'), value: episode }),
  z.object({ kind: z.literal('other'), value: z.unknown().transform(() => undefined) }),
]);

/**
 * A track or an episode, told apart by `type` and, where that is another word, by the URI. Anything else, such as an
 * advert, `null` or a kind that came later, is `undefined`.
 */
export const playable: z.ZodType<Playable | undefined> = z
  .preprocess((value) => ({ kind: kindOf(value), value }), kinds)
  .transform(({ value }) => value);

function kindOf(value: unknown): 'track' | 'episode' | 'other' {
  if (!isRecord(value)) return 'other';
  if (value.type === 'track' || value.type === 'episode') return value.type;
  if (typeof value.uri !== 'string') return 'other';
  if (value.uri.startsWith('spotify:episode:')) return 'episode';
  return value.uri.startsWith('spotify:track:') || value.uri.startsWith('spotify:local:') ? 'track' : 'other';
}
