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

/** Reads a JSON body of bounded length. @throws BodyError */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxMessageBytes)
      throw new BodyError(413, `the body is longer than ${maxMessageBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks, length).toString('utf8'));
  } catch (error) {
    throw new BodyError(400, 'the body is not JSON', { cause: error });
  }
}
