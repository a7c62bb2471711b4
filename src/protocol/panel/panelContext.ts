import * as z from 'zod';
import { pageIds } from './pages.ts';

/** What a page has to know of the window that shows it. */
export const panelContext = z.object({
  version: z.string(),
  /** Language of the editor, such as `de` or `pt-br`. */
  locale: z.string(),
  /** English text to the editor's language; empty for English. */
  strings: z.record(z.string(), z.string()),
  /** Page that was asked for by a command; absent when the last one is to be shown again. */
  page: z.enum(pageIds).optional(),
  /** Enabled toolsets of the MCP server. */
  toolsets: z.array(z.string()),
  read_only: z.boolean(),
  /** Address of the MCP server of this window, without its token. */
  mcp_url: z.string().optional(),
  min_play_seconds: z.number(),
  /** IANA name. */
  timezone: z.string(),
});
export type PanelContext = z.infer<typeof panelContext>;

/** The page that a command asks for. */
export const askedPage = z.object({ page: z.enum(pageIds) });
