import * as z from 'zod';
import type { AppRegistration, Credentials } from '../../core/spotify/credentials.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import { credentials } from '../../protocol/spotify/vault.ts';

const currentVersion = 1;

const documentSchema = z.object({
  version: z.literal(currentVersion),
  app: z.object({ clientId: z.string(), clientSecret: z.string().optional() }).optional(),
  accounts: z.array(credentials),
});

/** All secrets of one vault, as they are written down. */
export interface VaultDocument {
  readonly app: AppRegistration | undefined;
  /** In the order in which they were added. */
  readonly accounts: readonly Credentials[];
}

export const emptyDocument: VaultDocument = { app: undefined, accounts: [] };

/** @throws AuthError `secretsUnavailable` for a text that is none of ours, or of a newer Backbeat */
export function parseDocument(text: string): VaultDocument {
  const parsed = documentSchema.safeParse(jsonOf(text));
  if (parsed.success) return { app: parsed.data.app, accounts: parsed.data.accounts };
  const isNewer = z.object({ version: z.number().gt(currentVersion) }).safeParse(jsonOf(text)).success;
  throw new AuthError(
    'secretsUnavailable',
    isNewer
      ? 'The stored sign-ins were written by a newer Backbeat.'
      : 'The stored sign-ins have an unknown shape.',
    {
      cause: parsed.error,
      hint: isNewer
        ? 'Update this Backbeat.'
        : 'Remove them where `backbeat doctor` says they are kept, and sign in again.',
    },
  );
}

export function documentText({ app, accounts }: VaultDocument): string {
  return JSON.stringify({ version: currentVersion, app, accounts });
}

/** With these credentials in the place of the account's old ones, or at the end. */
export function withAccount(document: VaultDocument, added: Credentials): VaultDocument {
  const at = document.accounts.findIndex(({ account }) => account === added.account);
  if (at === -1) return { ...document, accounts: [...document.accounts, added] };
  return { ...document, accounts: document.accounts.with(at, added) };
}

export function withoutAccount(document: VaultDocument, removed: string): VaultDocument {
  return { ...document, accounts: document.accounts.filter(({ account }) => account !== removed) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
