import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestListener } from './httpListener.ts';

const proofPath = '/proof';
const nonceHeader = 'backbeat-nonce';
const nonceBytes = 32;

/**
 * Answers who asks whether this server knows the token, without either of them showing it. The answer holds for this
 * port only: a stranger at another one cannot pass the question on.
 */
export function proofRoute(token: string): Readonly<Record<string, RequestListener>> {
  return {
    [proofPath]: (request, response) => {
      const nonce = request.headers[nonceHeader];
      const isNonce =
        typeof nonce === 'string' && nonce.length >= nonceBytes && nonce.length <= 2 * nonceBytes;
      response.writeHead(isNonce ? 200 : 400, { 'content-type': 'text/plain', connection: 'close' });
      response.end(isNonce ? proofOf(token, request.socket.localPort, nonce) : '');
      return Promise.resolve();
    },
  };
}

/** Who has a port: one that knows the token, another program, or nobody who says so in time. */
export type Neighbour = 'backbeat' | 'stranger' | 'silent';

/** Asks who listens at a port of this machine. @param patienceMs how long an answer may take */
export async function whoListens(port: number, token: string, patienceMs: number): Promise<Neighbour> {
  const nonce = randomBytes(nonceBytes).toString('base64url');
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${proofPath}`, {
      headers: { [nonceHeader]: nonce },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    const said = Buffer.from(await firstPart(answer));
    const expected = Buffer.from(proofOf(token, port, nonce));
    return said.length === expected.length && timingSafeEqual(said, expected) ? 'backbeat' : 'stranger';
  } catch (error) {
    // Nobody took the connection, or nobody answered: a window that is busy is no stranger.
    return isSilence(error) ? 'silent' : 'stranger';
  }
}

function proofOf(token: string, port: number | undefined, nonce: string): string {
  return createHmac('sha256', token)
    .update(`${port ?? 0} ${nonce}`)
    .digest('base64url');
}

/** Of an answer that may be endless. */
async function firstPart(answer: Response): Promise<Uint8Array> {
  const reader = answer.body?.getReader();
  const part = (await reader?.read()) as { readonly value?: Uint8Array } | undefined;
  await reader?.cancel();
  return part?.value ?? new Uint8Array();
}

function isSilence(error: unknown): boolean {
  const { name, cause } = error as { readonly name: string; readonly cause?: NodeJS.ErrnoException };
  const code = cause?.code ?? '';
  return (
    name === 'TimeoutError' ||
    ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'].includes(code)
  );
}
