import type { Localizer } from '../localizer.ts';

/** What a person entered as Client ID: usable, or what is wrong with it. */
export type EnteredClientId = { readonly clientId: string } | { readonly problem: string };

const exact = /^[0-9a-f]{32}$/i;
/** In an address, such as that of the app's page in the dashboard. */
const within = /(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/i;
const isAddress = /^[a-z]+:\/\/|^(www\.|developer\.)?spotify\.com\b/i;

/**
 * Reads a Client ID: 32 hexadecimal characters (as the Spotify dashboard shows it). Blanks and quotes around it are
 * dropped, and it is found in a pasted address.
 */
export function readClientId(text: string, l10n: Localizer): EnteredClientId {
  const entered = unquoted(text);
  if (exact.test(entered)) return { clientId: entered.toLowerCase() };
  if (entered === '')
    return { problem: l10n.t("Enter the Client ID of your app from Spotify's developer dashboard.") };
  if (isAddress.test(entered)) {
    const found = within.exec(entered)?.[0];
    if (found !== undefined) return { clientId: found.toLowerCase() };
    return {
      problem: l10n.t(
        'This address holds no Client ID: open your app in the dashboard and copy its Client ID.',
      ),
    };
  }
  if (entered.length !== 32)
    return {
      problem: l10n.t('A Client ID has 32 characters, this has {length}.', { length: entered.length }),
    };
  return { problem: l10n.t('A Client ID consists of digits and the letters a to f.') };
}

/** What a person entered as client secret: `undefined` for none, which sign-in does not need. */
export type EnteredSecret = { readonly clientSecret: string | undefined } | { readonly problem: string };

export function readClientSecret(text: string, l10n: Localizer): EnteredSecret {
  const entered = unquoted(text);
  if (entered === '') return { clientSecret: undefined };
  if (exact.test(entered)) return { clientSecret: entered };
  if (entered.length !== 32)
    return {
      problem: l10n.t(
        'A client secret has 32 characters, this has {length}. Leave it empty if you have none.',
        {
          length: entered.length,
        },
      ),
    };
  return {
    problem: l10n.t(
      'A client secret consists of digits and the letters a to f. Leave it empty if you have none.',
    ),
  };
}

const unquoted = (text: string): string => text.trim().replaceAll(/^["'`]+|["'`]+$/g, '');
