import type { Api } from '../../protocol/api.ts';
import type { WriteResult } from '../../protocol/spotify/writes.ts';
import type { AnyTool } from './defineTool.ts';

/**
 * The account that a call means, said by its id: while a question stands open another one may come into use. Empty where
 * the call names one, or nobody is signed in.
 */
export async function settledAccount(
  api: Api,
  tool: AnyTool,
  args: { readonly account?: string | undefined },
): Promise<{ readonly account?: string }> {
  if (!('account' in tool.input.shape) || args.account !== undefined) return {};
  const { accounts } = await api.call('accounts.list', {});
  const account = accounts.find((one) => one.in_use)?.account;
  return account === undefined ? {} : { account };
}

/** The change that an undo without an id means, as its dry run found it: by the time of a yes there may be a newer one. */
export function settledUndo(tool: AnyTool, { undo_id: undoId }: WriteResult): { readonly undo_id?: string } {
  return 'undo_id' in tool.input.shape && undoId !== undefined ? { undo_id: undoId } : {};
}

/** The same API for a call that the user agreed to: its request says what that was. */
export function withAgreed(api: Api, agreed: string): Api {
  return {
    call: (method, params, options) =>
      api.call(method, { ...(params as object), agreed } as typeof params, options),
    on: (event, listener) => api.on(event, listener),
  };
}
