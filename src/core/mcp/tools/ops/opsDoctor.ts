import * as z from 'zod';
import { strictParams } from '../../../../protocol/strictParams.ts';
import { diagnose } from '../../../doctor/diagnose.ts';
import { defineTool, LOCAL_READ } from '../../defineTool.ts';

const output = z.object({
  checks: z.array(
    z.object({
      state: z.enum(['ok', 'attention', 'failed']),
      found: z.string(),
      next: z.string().optional(),
    }),
  ),
});

export const opsDoctor = defineTool({
  name: 'ops_doctor',
  title: 'Doctor',
  description:
    'Check history, sign-ins, limits and collection, and say for each what to do next. Use it first when something does not work.',
  toolset: 'ops',
  annotations: LOCAL_READ,
  input: strictParams({}),
  output,
  run: async (_args, { api, signal }) => ({ checks: [...(await diagnose(api, signal))] }),
});
