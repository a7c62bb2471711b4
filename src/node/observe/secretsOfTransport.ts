import type { Redactor } from '../../core/observe/redaction/redactor.ts';
import type { Transport } from '../../core/spotify/transport.ts';

/** Fields of the token endpoint's forms and answers, and of the address that a sign-in begins with. */
const secretFields = ['access_token', 'refresh_token', 'code', 'code_verifier', 'client_secret', 'state'];

/**
 * The same transport, of which the redactor learns every secret that goes over it: whatever Spotify is shown, and
 * whatever it hands out, passes here and nowhere else.
 */
export function secretsOfTransport<T extends Transport>(transport: T, redactor: Redactor): T {
  const send: Transport = async (request) => {
    const credentials = request.headers['authorization'];
    if (credentials !== undefined) redactor.keep(credentials.slice(credentials.indexOf(' ') + 1));
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
    if (!isForm) return transport(request);
    const form = new URLSearchParams(request.body ?? '');
    for (const field of secretFields) redactor.keep(form.get(field) ?? undefined);
    const response = await transport(request);
    for (const secret of tokensIn(response.text)) redactor.keep(secret);
    return response;
  };
  return Object.assign(send, transport);
}

function tokensIn(text: string): readonly string[] {
  return [...text.matchAll(/"(?:access_token|refresh_token)"\s*:\s*"([^"]+)"/g)].flatMap(
    ([, token]) => token ?? [],
  );
}
