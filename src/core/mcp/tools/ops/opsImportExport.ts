import * as z from 'zod';
import { jobStatuses, leftOutReasons, type ImportReport } from '../../../../protocol/history/importReport.ts';
import type { LeftOutReason } from '../../../../protocol/history/importReport.ts';
import { strictParams } from '../../../../protocol/strictParams.ts';
import { count } from '../../../../protocol/spotify/items.ts';
import { InputError } from '../../../errors.ts';
import { importApp } from '../../apps/chatApps.ts';
import { ADDS_ONCE, defineTool } from '../../defineTool.ts';

const input = strictParams({
  path: z.string().min(1).max(4_096).describe('Whole path of the ZIP, the unpacked folder or one JSON file.'),
  account: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe('Account whose history it is. Default: the one in use.'),
});

const output = z.object({
  job_id: count,
  status: z.enum(jobStatuses),
  account: z.string(),
  rows_read: count.describe('= stored + already_known + superseded + the rows left out.'),
  stored: count,
  already_known: count,
  superseded: count,
  left_out: z.array(z.object({ rows: count, because: z.string() })).optional(),
  files: count,
  ignored_files: count,
  names_resolved: count,
  first_played_at: z.string().optional().describe('UTC, as is the next.'),
  last_played_at: z.string().optional(),
  seconds: z.number(),
  message: z.string(),
});

/** What is no path from the root on means another place in the process that imports; `//` is another machine. */
const wholePath = /^(?:\/(?!\/)|[a-z]:[\\/])/i;

export const opsImportExport = defineTool({
  name: 'ops_import_export',
  title: 'Import a Spotify data export',
  description:
    "Bring the user's listening history in from Spotify's 'Download your data' package. Use it when the user names such a file. It only adds; rows that are there already are counted, not added again, so it can be repeated after a break.",
  toolset: 'ops',
  annotations: ADDS_ONCE,
  input,
  output,
  app: importApp,
  run: async ({ path, account }, { api, signal, progress }) => {
    if (!wholePath.test(path)) {
      throw new InputError('path: this is no whole path on this machine.', {
        hint: 'Pass it from the root on, such as /home/me/my_spotify_data.zip or C:\\Users\\me\\my_spotify_data.zip.',
      });
    }
    const report = await api.call(
      'import.run',
      { paths: [path], ...(account !== undefined && { account }) },
      {
        signal,
        onProgress: ({ file, bytes_read, bytes_total, rows_read }) => {
          progress({ done: bytes_read, total: bytes_total, message: `${file}: ${rows_read} rows` });
        },
      },
    );
    return compact(report);
  },
});

/** The report without its files: an export has dozens, and what went wrong with one stands in the message. */
function compact({ files, left_out: leftOut, ...report }: ImportReport): z.output<typeof output> {
  const reasons = (Object.entries(leftOut) as [LeftOutReason, number | undefined][]).flatMap(
    ([reason, rows = 0]) => (rows === 0 ? [] : [{ rows, because: leftOutReasons[reason] }]),
  );
  return { ...report, files: files.length, ...(reasons.length > 0 && { left_out: reasons }) };
}
