import { afterEach, describe, expect, it } from 'vitest';
import {
  listenOnLoopback,
  type LoopbackListener,
  type RequestListener,
} from '../../../../src/node/mcp/loopbackListener.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

const open: LoopbackListener[] = [];
afterEach(() => {
  for (const listener of open.splice(0)) listener.dispose();
});

async function listen(routes: Readonly<Record<string, RequestListener>>, port = 0) {
  const logger = recordingLogger();
  const listener = await listenOnLoopback(port, routes, logger);
  if (listener !== undefined) open.push(listener);
  return { listener, logger, url: `http://127.0.0.1:${listener?.port ?? 0}` };
}

describe('a listener on loopback', () => {
  it('answers its routes, whatever their query, and nothing else', async () => {
    const { url } = await listen({
      '/mcp': (_request, response) => {
        response.end('here');
        return Promise.resolve();
      },
    });
    expect(await (await fetch(`${url}/mcp?a=1`)).text()).toBe('here');
    expect((await fetch(`${url}/other`)).status).toBe(404);
    expect((await fetch(`${url}/toString`)).status).toBe(404);
  });

  it('answers 500 and logs where a route fails, and goes on', async () => {
    const { url, logger } = await listen({
      '/mcp': () => Promise.reject(new Error('the bundle is missing')),
    });
    expect((await fetch(`${url}/mcp`)).status).toBe(500);
    expect((await fetch(`${url}/mcp`)).status).toBe(500);
    expect(logger.lines).toHaveLength(2);
  });

  it('says that a port is taken', async () => {
    const { listener } = await listen({});
    expect((await listen({}, listener?.port)).listener).toBeUndefined();
  });
});
