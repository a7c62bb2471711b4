import type { Api, Disposable } from '../../protocol/api.ts';

/** Calls back when calls that name no account mean another one than before. */
export function followAccount(api: Api, listener: () => void): Disposable {
  let before: string | undefined;
  let isKnown = false;
  return api.on('accounts.changed', ({ accounts }) => {
    const now = accounts.find((one) => one.in_use)?.account;
    const isOther = isKnown && now !== before;
    isKnown = true;
    before = now;
    if (isOther) listener();
  });
}
