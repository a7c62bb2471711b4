import * as z from 'zod';
import { logsParams, storedLogLevels } from '../../../../protocol/ops/opsRequests.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

const output = z.object({
  lines: z.array(
    z.object({
      at: z.string(),
      service: z.string(),
      level: z.enum(storedLogLevels),
      message: z.string(),
      correlation: z
        .string()
        .optional()
        .describe('The same for all lines of one call, command or job; an argument of this tool.'),
      context: z.string().optional().describe('JSON: ids and counts.'),
    }),
  ),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});

export const opsLogs = defineTool({
  name: 'ops_logs',
  title: 'Log',
  description:
    'Read what Backbeat wrote into its log, newest first. Use it after ops_sync_status or ops_latest_job_runs named a problem and its cause is wanted.',
  toolset: 'ops',
  annotations: LOCAL_READ,
  input: logsParams,
  output,
  run: async (args, { api, signal }) => {
    const { lines, ...rest } = await api.call('ops.logs', args, { signal });
    return {
      lines: lines.map(({ context, ...line }) => ({
        ...line,
        ...(context !== undefined && { context: JSON.stringify(context) }),
      })),
      ...rest,
    };
  },
});
