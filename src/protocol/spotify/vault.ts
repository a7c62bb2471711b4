import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

const app = z.object({ clientId: z.string(), clientSecret: z.string().optional() });

/** Secrets: crosses the host's own socket only, never the webview's messages or MCP. */
export const credentials = z.object({
  account: z.string(),
  displayName: z.string(),
  app,
  scopes: z.array(z.string()),
  refreshToken: z.string(),
  accessToken: z.string(),
  accessTokenExpiresAt: z.number(),
  authorizedAt: z.number(),
  revoked: z.boolean().optional(),
});

/**
 * Asked by the host of a connected window or command: its vault is the only one that can be read there, and the
 * host is the only one that refreshes tokens.
 */
export const vaultListParams = strictParams({});
export const vaultListResult = z.object({ credentials: z.array(credentials), app: app.optional() });
export const vaultPutParams = strictParams({ credentials, replaces: z.string().optional() });
export const vaultPutResult = z.object({ stored: z.boolean() });
export const vaultRemoveParams = strictParams({ account: z.string() });
export const done = z.object({});
