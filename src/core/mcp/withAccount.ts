import type { Api } from '../../protocol/api.ts';

/** The same API for one account: calls that name none mean it. */
export function withAccount(api: Api, account: string | undefined): Api {
  if (account === undefined) return api;
  return {
    call: (method, params, options) =>
      api.call(method, { account, ...(params as object) } as typeof params, options),
    on: (event, listener) => api.on(event, listener),
  };
}
