import type { Message, MessageLink } from '../../protocol/messages.ts';

/** Answers every request with the same error, where nothing else can: a panel must not wait for ever. */
export function refuseRequests(link: MessageLink): void {
  link.onMessage((message) => {
    const { type, id } = message as Message & { type: 'request' };
    if (type !== 'request') return;
    const error = {
      code: 'INTERNAL_ERROR',
      message: 'A part of Backbeat could not be loaded.',
      hint: 'Reload the window; if it stays, reinstall the extension and see "Backbeat: Show Log".',
    };
    link.send({ type: 'response', id, error });
  });
}
