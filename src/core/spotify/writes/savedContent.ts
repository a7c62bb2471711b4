import * as z from 'zod';
import type { SavedContent } from './savedState.ts';

const uris = z.array(z.string());
const playlistId = z.string();
const details = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  public: z.boolean().optional(),
  collaborative: z.boolean().optional(),
});

/** Reads what a kept state holds; a kind that a later version wrote does not fit. */
export const savedContent: z.ZodType<SavedContent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('playlistItems'), playlistId, uris }),
  z.object({ kind: z.literal('playlistDetails'), playlistId, details }),
  z.object({ kind: z.literal('playlist'), playlistId, uris, details }),
  z.object({ kind: z.literal('library'), removed: uris, added: uris }),
  z.object({ kind: z.literal('createdPlaylists'), uris }),
]);
