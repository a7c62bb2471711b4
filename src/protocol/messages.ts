import * as z from 'zod';
import { wireTrace } from './trace.ts';

/** An error as it crosses a boundary: enough to rebuild the typed one on the other side. */
export const wireError = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  reason: z.string().optional(),
  /** Unix ms from which the same call makes sense again. */
  until: z.number().optional(),
});
export type WireError = z.infer<typeof wireError>;

const id = z.int().min(0);

/** The five kinds of message between two peers, whatever carries them. */
export const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('request'),
    ...{ id, method: z.string(), params: z.unknown() },
    /** What the caller has under way, as `trace.ts` writes it. */
    trace: wireTrace,
  }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('progress'), id, progress: z.unknown() }),
  z.object({ type: z.literal('response'), id, result: z.unknown().optional(), error: wireError.optional() }),
  z.object({ type: z.literal('event'), event: z.string(), payload: z.unknown() }),
]);
export type Message = z.infer<typeof messageSchema>;

/**
 * Carries messages between two sides: a thread's port, a socket, a webview, or two ends in one process.
 * Order is kept; after `close` nothing arrives any more.
 */
export interface MessageLink {
  send(message: Message): void;
  /** One listener at a time; messages that arrive while there is none wait for the next one. */
  onMessage(listener: ((message: unknown) => void) | undefined): void;
  onClose(listener: () => void): void;
  close(): void;
}
