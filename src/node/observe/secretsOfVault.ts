import type { Redactor } from '../../core/observe/redaction/redactor.ts';
import type { Credentials, CredentialVault, LentVault } from '../../core/spotify/credentials.ts';

/** The same vault, of which the redactor learns every secret that is read or stored. */
export function secretsOfVault(vault: CredentialVault, redactor: Redactor): CredentialVault {
  return {
    ...secretsOfLentVault(vault, redactor),
    putApp: (app) => {
      redactor.keep(app?.clientSecret);
      return vault.putApp(app);
    },
  };
}

/** The same for a vault of another process. */
export function secretsOfLentVault(vault: LentVault, redactor: Redactor): LentVault {
  const keep = ({ refreshToken, accessToken, app }: Credentials): void => {
    for (const secret of [refreshToken, accessToken, app.clientSecret]) redactor.keep(secret);
  };
  return {
    list: async () => {
      const held = await vault.list();
      held.forEach(keep);
      return held;
    },
    app: async () => {
      const app = await vault.app();
      redactor.keep(app?.clientSecret);
      return app;
    },
    put: (credentials, replaces) => {
      keep(credentials);
      return vault.put(credentials, replaces);
    },
    remove: (account) => vault.remove(account),
    onChanged: (listener) => vault.onChanged(listener),
  };
}
