import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count, item } from './items.ts';
import { failedPart } from './writes.ts';

export const userParams = strictParams({
  user: z.string().min(1).max(300).describe('User id, URI or link of the profile.'),
  limit: z.int().min(1).max(50).optional().describe('Playlists. Default 20.'),
  cursor: z.string().max(64).optional().describe('next_cursor of the answer before.'),
  account: accountParam,
});
export type UserParams = z.infer<typeof userParams>;

export const userResult = z.object({
  name: z.string().optional(),
  uri: z.string().optional(),
  url: z.string().optional(),
  followers: count.optional(),
  playlists: z.array(item).optional(),
  next_cursor: z.string().optional(),
  missing: z.array(failedPart).optional(),
  note: z.string().optional(),
});
export type UserResult = z.infer<typeof userResult>;
