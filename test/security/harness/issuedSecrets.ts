import type { Simulator } from '../../spotify/simulator.ts';

/** Tokens that Spotify gave and takes, which a process that acts for the user holds. */
export function heldSecrets(simulator: Simulator): readonly string[] {
  return issuedSecrets(simulator, ['refresh_token']);
}

/** Tokens and the like that Spotify gave or was shown in this run, from what was sent to it. */
export function issuedSecrets(
  simulator: Simulator,
  fields: readonly string[] = ['refresh_token', 'code', 'code_verifier'],
): readonly string[] {
  const found = new Set<string>();
  for (const { headers, body } of simulator.requests) {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (bearer !== undefined) found.add(bearer);
    const form = new URLSearchParams(typeof body === 'string' ? body : undefined);
    for (const name of fields) {
      const value = form.get(name);
      if (value !== null) found.add(value);
    }
  }
  return [...found];
}
