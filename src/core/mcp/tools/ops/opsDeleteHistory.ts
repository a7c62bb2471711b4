import { deleteAccountParams, deleteAccountResult } from '../../../../protocol/history/deleteAccount.ts';
import { defineTool, DESTRUCTIVE, withConfirm } from '../../defineTool.ts';

export const opsDeleteHistory = defineTool({
  name: 'ops_delete_history',
  title: 'Delete the history of an account',
  description:
    'Delete everything that is kept of one account on this machine, for good: listens, imports, snapshots, log lines. Use it only when the user asks for that; offer ops_export_history first. The user is asked; it cannot be undone.',
  toolset: 'ops',
  annotations: DESTRUCTIVE,
  input: withConfirm(deleteAccountParams),
  output: deleteAccountResult,
  asksFirst: true,
  run: (args, { api, signal }) => api.call('history.deleteAccount', args, { signal }),
});
