import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';
import { Pool } from 'undici';
import type { Era } from './eras.ts';

/**
 * An HTTP client that sends the messages of the SDK's client and looks no further into the answers than to see that
 * they are none of an error: the SDK's own takes longer to read an answer than a server takes to make it.
 */
export interface PlainClient {
  /** Returns the bytes of the answer. */
  request(method: string, params: Readonly<Record<string, unknown>>): Promise<number>;
  close(): Promise<void>;
}

const clientInfo = { name: 'backbeat-bench', version: '1.0.0' };

/** Connects one client on a connection of its own. */
export async function connectPlainly(
  era: Era,
  url: string,
  ownHeaders: Readonly<Record<string, string>>,
): Promise<PlainClient> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 1 });
  const headers: Record<string, string> = {
    ...ownHeaders,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  let id = 0;
  const post = async (message: object, more: Readonly<Record<string, string>> = {}) => {
    const answer = await pool.request({
      path: pathname,
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify({ jsonrpc: '2.0', ...message }),
    });
    const text = await answer.body.text();
    const failed = 'id' in message && (!text.includes('"result":{') || text.includes('"isError":true'));
    if (failed || answer.statusCode >= 300) {
      throw new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
    }
    return { headers: answer.headers, length: text.length };
  };
  if (era === '2025-11-25') {
    const params = { protocolVersion: era, capabilities: {}, clientInfo };
    const opened = await post({ id: (id += 1), method: 'initialize', params });
    headers['mcp-session-id'] = String(opened.headers['mcp-session-id']);
    headers['mcp-protocol-version'] = era;
    await post({ method: 'notifications/initialized' });
  }
  return {
    request: async (method, params) => {
      if (era === '2025-11-25') return (await post({ id: (id += 1), method, params })).length;
      const _meta = {
        [PROTOCOL_VERSION_META_KEY]: era,
        [CLIENT_INFO_META_KEY]: clientInfo,
        [CLIENT_CAPABILITIES_META_KEY]: {},
      };
      const { name } = params;
      const standard = {
        'mcp-protocol-version': era,
        'mcp-method': method,
        ...(typeof name === 'string' && { 'mcp-name': name }),
      };
      return (await post({ id: (id += 1), method, params: { ...params, _meta } }, standard)).length;
    },
    close: async () => {
      if (era === '2025-11-25') {
        const ended = await pool.request({ path: pathname, method: 'DELETE', headers });
        await ended.body.dump();
      }
      await pool.close();
    },
  };
}
