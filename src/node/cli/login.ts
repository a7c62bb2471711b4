import { randomBytes } from 'node:crypto';
import { ConfigError } from '../../core/errors.ts';
import { registeredRedirectUri } from '../../core/spotify/auth/redirectUri.ts';
import type { SignIn } from '../../core/spotify/auth/signIn.ts';
import type { AppRegistration, Credentials, CredentialVault } from '../../core/spotify/credentials.ts';
import { scopesFor } from '../../core/spotify/scopes.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import type { Transport } from '../../core/spotify/transport.ts';
import type { Logger } from '../../core/ports.ts';
import type { Settings } from '../../protocol/settings.ts';
import { openBrowser } from '../signIn/openBrowser.ts';
import { signInWithBrowser, startPastedSignIn, type SignInParts } from '../signIn/signInWithBrowser.ts';
import { systemClock } from '../systemClock.ts';
import { drawClientIdSteps } from '../terminal/accounts.ts';

export interface LoginOptions {
  readonly clientId?: string;
  /** Read the address that the browser ended at instead of listening for it. */
  readonly paste?: boolean;
  /** false = only say the address. */
  readonly browser: boolean;
  readonly port?: number;
}

export interface LoginContext {
  readonly vault: CredentialVault;
  readonly transport: Transport;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Writes a line for the person in front of it. */
  readonly say: (line: string) => void;
  /** Asks that person for a line; empty if there is none. */
  readonly ask: (question: string) => Promise<string>;
  /** Whether somebody is there to answer. */
  readonly isInteractive: boolean;
}

/** How often a person may paste something else by mistake. */
const maxPastes = 3;

/**
 * Signs in and stores what came of it. Nothing is stored, and no account loses anything, before the sign-in
 * succeeded.
 * @throws AuthError, ForbiddenError, CancelledError, RateLimited, QuotaExceeded, Unavailable, SchemaError
 */
export async function login(options: LoginOptions, context: LoginContext): Promise<Credentials> {
  const { vault, settings, transport } = context;
  const redirectPort = options.port ?? settings['spotify.redirectPort'];
  const stored = await vault.app();
  const parts: SignInParts = {
    app: await chosenApp(options.clientId, stored, registeredRedirectUri(redirectPort), context),
    scopes: scopesFor(settings.toolsets),
    redirectPort,
    clock: systemClock,
    random: randomBytes,
    transport,
    accountsUrl: settings['spotify.accountsUrl'],
    apiUrl: settings['spotify.apiUrl'],
  };
  const credentials =
    options.paste === true
      ? await pasted(startPastedSignIn(parts), options, context)
      : await signInWithBrowser({
          ...parts,
          logger: context.logger,
          signal: context.signal,
          show: (signIn) => show(signIn, options, context),
        });
  if (parts.app.clientId !== stored?.clientId) await vault.putApp(parts.app);
  await vault.put(credentials);
  return credentials;
}

async function chosenApp(
  given: string | undefined,
  stored: AppRegistration | undefined,
  registeredUri: string,
  { say, ask, isInteractive }: LoginContext,
): Promise<AppRegistration> {
  const named = given?.trim() ?? '';
  if (named !== '') return named === stored?.clientId ? stored : { clientId: named };
  if (stored !== undefined) return stored;
  if (!isInteractive) throw noClientId(registeredUri);
  say(drawClientIdSteps(registeredUri));
  const clientId = await ask('Client ID: ');
  if (clientId === '') throw noClientId(registeredUri);
  return { clientId };
}

async function show({ url }: SignIn, options: LoginOptions, { say, logger }: LoginContext): Promise<void> {
  say(`Agree on this page of Spotify:\n${url}`);
  if (!options.browser) return;
  try {
    await openBrowser(url);
  } catch (error) {
    if (!AuthError.is(error, 'noBrowser')) throw error;
    logger.debug('no browser', { error });
    say('No browser could be opened here: open that address yourself.');
    if (options.paste !== true) {
      say('If the browser runs on another machine, stop this and use backbeat login --paste.');
    }
  }
}

async function pasted(signIn: SignIn, options: LoginOptions, context: LoginContext): Promise<Credentials> {
  const { signal, say, ask, isInteractive } = context;
  await signIn.check(signal);
  await show(signIn, options, context);
  say('Then copy the address of the page that follows, even if it does not load.');
  for (let round = 1; ; round++) {
    const text = await ask('Address: ');
    try {
      return await signIn.finishPasted(text, signal);
    } catch (error) {
      const isOther =
        AuthError.is(error, 'stateMismatch') || (AuthError.is(error, 'badCode') && !signIn.isOver());
      if (!isOther || !isInteractive || text === '' || round === maxPastes) throw error;
      say(`${error.message} ${error.hint ?? ''}`);
    }
  }
}

function noClientId(registeredUri: string): ConfigError {
  return new ConfigError('Backbeat has no Client ID of a Spotify app yet.', {
    hint: `Create an app at developer.spotify.com/dashboard with the Web API and the redirect URI ${registeredUri}, then run backbeat login --client-id ID.`,
  });
}
