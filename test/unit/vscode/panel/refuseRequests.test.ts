import { expect, it } from 'vitest';
import type { Message } from '../../../../src/protocol/messages.ts';
import { refuseRequests } from '../../../../src/vscode/panel/refuseRequests.ts';

it('answers each request with an error and a next step, and nothing else', () => {
  const sent: Message[] = [];
  let hear: ((message: unknown) => void) | undefined;
  refuseRequests({
    send: (message) => sent.push(message),
    onMessage: (listener) => (hear = listener),
    onClose: () => undefined,
    close: () => undefined,
  });
  hear?.({ type: 'request', id: 4, method: 'history.tasteSummary', params: {} });
  hear?.({ type: 'cancel', id: 4 });
  expect(sent).toMatchObject([{ type: 'response', id: 4, error: { code: 'INTERNAL_ERROR' } }]);
});
