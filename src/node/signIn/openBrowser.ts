import { release } from 'node:os';
import open from 'open';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import { withoutSecrets } from '../secretEnvironment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A launcher that finds no browser ends with an error within this time, ms. */
const launchMs = 1000;

/**
 * Opens an address in the user's browser.
 * @throws AuthError `noBrowser`; the caller then shows the address
 */
export async function openBrowser(url: string, env: Environment = process.env): Promise<void> {
  if (!hasDisplay(env)) throw noBrowser(undefined);
  let code: number | null;
  try {
    const launcher = await withoutSecrets(process.env, () => open(url));
    code = await new Promise<number | null>((resolve) => {
      if (launcher.exitCode !== null) resolve(launcher.exitCode);
      launcher.once('exit', resolve);
      setTimeout(resolve, launchMs, null).unref();
    });
  } catch (error) {
    throw noBrowser(error);
  }
  if (code !== null && code !== 0) throw noBrowser(new Error(`the launcher ended with ${code}`));
}

/** Linux without a screen would start a browser in the terminal, in the middle of what is written there. */
function hasDisplay(env: Environment): boolean {
  if (process.platform !== 'linux' || /microsoft/i.test(release())) return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY', 'BROWSER'].some((name) => (env[name] ?? '') !== '');
}

function noBrowser(cause: unknown): AuthError {
  return new AuthError('noBrowser', 'No browser could be opened.', {
    cause,
    hint: 'Open the address of the sign-in yourself.',
  });
}
