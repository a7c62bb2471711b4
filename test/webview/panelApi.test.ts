import { describe, expect, it } from 'vitest';
import type { Message, MessageLink } from '../../src/protocol/messages.ts';
import { panelApi } from '../../webview/panelApi.ts';
import { PanelError, panelErrors } from '../../webview/panelErrors.ts';
import { settled } from './openPanel.ts';

function openApi() {
  const sent: Message[] = [];
  const reports: unknown[] = [];
  let receive: ((message: unknown) => void) | undefined;
  const link: MessageLink = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => {
      receive = listener;
    },
    onClose: () => undefined,
    close: () => undefined,
  };
  const api = panelApi(
    link,
    panelErrors((error) => void reports.push(error)),
  );
  return { api, sent, reports, receive: (message: unknown) => receive?.(message) };
}

describe('the panel asking', () => {
  it('sends a request at once, before the shape of its answer is loaded', () => {
    const { api, sent } = openApi();
    void api.call('history.coverage', {});
    expect(sent).toEqual([{ type: 'request', id: 0, method: 'history.coverage', params: {} }]);
  });

  it('reads an answer that is there before its shape is', async () => {
    const { api, receive } = openApi();
    const saved = api.call('panel.saveFile', { name: 'x.csv', text: '' });
    receive({ type: 'response', id: 0, result: { saved: true } });
    expect(await saved).toEqual({ saved: true });
  });

  it('keeps the order of what comes in while a shape is loaded', async () => {
    const { api, receive } = openApi();
    const order: unknown[] = [];
    api.on('history.changed', ({ listens }) => void order.push(listens));
    const answer = api.call('spotify.setSaved', { uris: ['spotify:track:1'], saved: true });
    receive({ type: 'event', event: 'history.changed', payload: { account: 'ada', listens: 1 } });
    receive({ type: 'response', id: 0, result: { saved: true } });
    receive({ type: 'event', event: 'history.changed', payload: { account: 'ada', listens: 2 } });
    await answer.then(() => order.push('answer'));
    await settled();
    expect(order.filter((one) => one !== 'answer')).toEqual([1, 2]);
    expect(order).toContain('answer');
  });

  it('reports an answer of another shape to who asked, and a strange message', async () => {
    const { api, receive, reports } = openApi();
    const saved = api.call('panel.saveFile', { name: 'x.csv', text: '' });
    receive({ type: 'never' });
    receive({ type: 'response', id: 0, result: { saved: 'perhaps' } });
    await expect(saved).rejects.toThrow();
    expect(reports).toHaveLength(1);
  });

  it('keeps from when on a refused call makes sense again', async () => {
    const { api, receive } = openApi();
    const saved = api.call('panel.copy', { text: 'x' });
    const error = { code: 'QUOTA_ERROR', message: 'Not now.', reason: 'quota', until: 1_790_000_000_000 };
    receive({ type: 'response', id: 0, error });
    const refused = await saved.catch((reason: unknown) => reason);
    expect(PanelError.is(refused, 'quota') && refused.until).toBe(1_790_000_000_000);
  });
});
