import * as z from 'zod';
import { importProgress, importReport } from '../history/importReport.ts';
import { wireError } from '../messages.ts';
import { done } from '../spotify/vault.ts';
import { strictParams } from '../strictParams.ts';
import { panelContext } from './panelContext.ts';

/** Commands of the editor that a page may run; what they ask, they ask in the editor's own dialogs. */
export const panelCommands = [
  'signIn',
  'signOut',
  'switchAccount',
  'setClientId',
  'collectNow',
  'pauseCollection',
  'resumeCollection',
  'exportHistory',
  'deleteHistory',
  'copyMcpConfiguration',
  'showLog',
  'addToPlaylist',
  'searchAndPlay',
  'openSettings',
  'showNowPlaying',
  'showSummary',
  'showImports',
  'showActivity',
  'showAccounts',
] as const;
export type PanelCommand = (typeof panelCommands)[number];

export const importStates = ['receiving', 'running', 'done', 'failed', 'cancelled'] as const;
/** One import of this window: dropped, chosen or begun by the command. */
export const panelImport = z.object({
  id: z.int(),
  /** Names of the files, without their folders. */
  names: z.array(z.string()),
  state: z.enum(importStates),
  /** Unix ms. */
  started_at: z.number(),
  ended_at: z.number().optional(),
  /** While files are handed over: bytes so far and in all. */
  received: z.object({ bytes: z.number(), bytes_total: z.number() }).optional(),
  progress: importProgress.optional(),
  report: importReport.optional(),
  /** Why it failed. */
  error: wireError.optional(),
});
export type PanelImport = z.infer<typeof panelImport>;
/** Imports of this window, newest first: the whole list, as the event carries it too. */
export const panelImports = z.object({ imports: z.array(panelImport) });
export type PanelImports = z.infer<typeof panelImports>;

/** Largest part of a dropped file in one message, bytes. */
export const maxPartBytes = 1024 * 1024;
const importId = z.int();
const none = strictParams({});

/** Answered by the window that shows the panel; nobody else has these. */
export const panelRequests = {
  'panel.context': { params: none, result: panelContext },
  'panel.runCommand': { params: strictParams({ command: z.enum(panelCommands) }), result: done },
  /** Asks where to, and writes there. */
  'panel.saveFile': {
    params: strictParams({
      name: z.string().min(1).max(100),
      /** Text, or what stands in `base64`. */
      text: z.string().optional(),
      base64: z.string().optional(),
    }),
    /** `false`: the dialog was cancelled. */
    result: z.object({ saved: z.boolean() }),
  },
  'panel.copy': { params: strictParams({ text: z.string().max(1_000_000) }), result: done },
  /** Only pages of Spotify, and the documentation of Backbeat. */
  'panel.openLink': { params: strictParams({ url: z.string().max(2_000) }), result: done },
  'panel.imports': { params: none, result: panelImports },
  /** Shows the editor's dialog. */
  'panel.chooseImport': { params: none, result: z.object({ started: z.boolean() }) },
  /** Files that were dropped: begun with their names and sizes, sent in parts one after the other, then run. */
  'panel.dropFiles': {
    params: strictParams({
      files: z
        .array(z.object({ name: z.string().max(255), bytes: z.number() }))
        .min(1)
        .max(1_000),
    }),
    result: z.object({ id: importId }),
  },
  'panel.dropPart': {
    params: strictParams({ id: importId, file: z.int().min(0), bytes: z.instanceof(Uint8Array) }),
    result: done,
  },
  'panel.dropEnd': { params: strictParams({ id: importId }), result: done },
  'panel.cancelImport': { params: strictParams({ id: importId }), result: done },
  /** Takes an ended import off the list. */
  'panel.forgetImport': { params: strictParams({ id: importId }), result: done },
} as const;
