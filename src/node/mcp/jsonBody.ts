import type { IncomingMessage } from 'node:http';

/** Longest message, bytes. What is longer than a tool takes is refused by the tool, which can say what is too long. */
export const maxMessageBytes = 16 * 1024 * 1024;

/** The body cannot be used; `status` is the HTTP answer. */
export class BodyError extends Error {
  readonly status: 400 | 413;
  constructor(status: 400 | 413, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BodyError';
    this.status = status;
  }
}

/** So deep a body may be nested; no tool takes a tenth of it. */
const maxDepth = 100;

/** Reads a JSON body of bounded length, without what is nested deeper than any tool takes. @throws BodyError */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  try {
    return shallow(JSON.parse(body.toString('utf8')));
  } catch (error) {
    throw new BodyError(400, 'the body is not JSON', { cause: error });
  }
}

/** By events: Node's iterator of a stream costs several times the reading. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLong = (): void => {
      // The request is not destroyed: it could not be answered then.
      request.off('data', take);
      reject(new BodyError(413, `the body is longer than ${maxMessageBytes} bytes`));
    };
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > maxMessageBytes) tooLong();
      else chunks.push(chunk);
    };
    if (Number(request.headers['content-length'] ?? 0) > maxMessageBytes) {
      tooLong();
      return;
    }
    request
      .on('data', take)
      .once('end', () => {
        resolve(Buffer.concat(chunks, length));
      })
      .once('error', reject)
      .once('close', () => {
        if (!request.complete) reject(new Error('the client left in the middle of its request'));
      });
  });
}

/**
 * Empties what is nested too deep: the SDK's way of passing a body on overflows the stack, so nobody could say what is
 * wrong with it. The tool's own check still finds a list or an object where a text belongs.
 */
function shallow(body: unknown): unknown {
  let level: object[] = isNested(body) ? [body] : [];
  for (let depth = 1; level.length > 0 && depth < maxDepth; depth += 1) {
    level = level.flatMap((one) => Object.values(one).filter(isNested));
  }
  for (const one of level) {
    if (Array.isArray(one)) one.length = 0;
    else for (const key of Object.keys(one)) Reflect.deleteProperty(one, key);
  }
  return body;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
