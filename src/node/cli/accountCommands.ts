import type { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { signInEnds } from '../../core/spotify/auth/signInEnds.ts';
import { nobodySignedIn } from '../../core/spotify/auth/signInErrors.ts';
import type { Api } from '../../protocol/api.ts';
import type { AccountsResult } from '../../protocol/spotify/accounts.ts';
import { drawAccounts, drawSignedIn } from '../terminal/accounts.ts';
import { ask } from './ask.ts';
import type { CommonOptions } from './context.ts';
import { login, type LoginOptions } from './login.ts';
import { port } from './options.ts';
import { runCommand } from './runCommand.ts';

interface LogoutOptions extends CommonOptions {
  readonly all?: boolean;
}
interface AccountsOptions extends CommonOptions {
  readonly use?: string;
}

/** `backbeat login`, `logout` and `accounts`: sign-in in the browser, and who is signed in. */
export function addAccountCommands(program: Command, version: string): void {
  program
    .command('login')
    .description('sign in to Spotify in the browser')
    .option('--client-id <id>', 'Client ID of your Spotify app (default: the one used before)')
    .option('--paste', 'paste the address the browser ends at: for a browser on another machine')
    .option('--no-browser', 'only print the address')
    .option('--port <n>', 'port of the redirect URI; 0 = any free one', port)
    .action((options: LoginOptions & CommonOptions) =>
      runCommand(version, options, async ({ answer, ...context }) => {
        const cancel = new AbortController();
        const onInterrupt = (): void => {
          cancel.abort();
        };
        process.once('SIGINT', onInterrupt);
        try {
          const { account, displayName, scopes, authorizedAt } = await login(options, {
            ...context,
            signal: cancel.signal,
            say: (line) => void process.stderr.write(`${line}\n`),
            ask: (question) => ask(question, cancel.signal),
            isInteractive: process.stdin.isTTY,
          });
          const sign_in_ends = new Date(signInEnds(authorizedAt)).toISOString();
          answer({ account, display_name: displayName, scopes, sign_in_ends }, drawSignedIn);
        } finally {
          process.off('SIGINT', onInterrupt);
        }
      }),
    );
  program
    .command('logout')
    .description('forget the tokens of an account; its history stays')
    .argument('[account]', 'account as backbeat accounts lists it')
    .option('--all', 'all accounts')
    .action((account: string | undefined, options: LogoutOptions) =>
      runCommand(version, options, async ({ app, answer }) => {
        const result = await signOut(app.api, account ?? options.account, options.all === true);
        answer(result, drawAccounts);
      }),
    );
  program
    .command('accounts')
    .description('who is signed in, and until when')
    .option('--use <account>', 'make this account the one in use')
    .action((options: AccountsOptions) =>
      runCommand(version, options, async ({ app, answer }) => {
        const result =
          options.use === undefined
            ? await app.api.call('accounts.list', {})
            : await app.api.call('accounts.use', { account: options.use });
        answer(result, drawAccounts);
      }),
    );
}

async function signOut(api: Api, named: string | undefined, all: boolean): Promise<AccountsResult> {
  const before = await api.call('accounts.list', {});
  const [first, another] = before.accounts;
  if (first === undefined) throw nobodySignedIn();
  if (named !== undefined && all) {
    throw new InputError('Either name an account or use --all.', { hint: 'Leave one of them out.' });
  }
  if (named === undefined && !all && another !== undefined) {
    throw new InputError('Several accounts are signed in.', {
      hint: 'Name one as backbeat accounts lists it, or use --all.',
    });
  }
  let result = before;
  const leaving = all ? before.accounts.map(({ account }) => account) : [named ?? first.account];
  for (const account of leaving) result = await api.call('accounts.signOut', { account });
  return result;
}
