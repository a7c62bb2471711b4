import type * as z from 'zod';
import type { Message } from './messages.ts';

/** The shapes of one request, as far as one side of a link needs them. */
export interface LinkRequest {
  /** Of the side that answers. */
  readonly params?: z.ZodType;
  readonly result: z.ZodType;
  readonly progress?: z.ZodType;
}

/** The shapes that one side of a link checks what comes in by. */
export interface Definitions {
  readonly message: z.ZodType<Message>;
  /** `undefined` for what is no request, or none of this side. */
  request(name: string): LinkRequest | undefined;
  /** `undefined` for what is no event, or one that nobody here listens to. */
  event(name: string): z.ZodType | undefined;
}
