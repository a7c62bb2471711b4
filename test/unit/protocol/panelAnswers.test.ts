import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { events, type EventName } from '../../../src/protocol/events.ts';
import { requests, type Method } from '../../../src/protocol/requests.ts';
import { LateDefinitions } from '../../../webview/answers/lateDefinitions.ts';

/** What the panel's sources name; the pages in chats have no such link. */
const webview = join(import.meta.dirname, '../../../webview');
const named = readdirSync(webview, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/^(apps|answers)[\\/]/.test(file))
  .flatMap((file) => [...readFileSync(join(webview, file), 'utf8').matchAll(/'(\w+\.\w+)'/g)])
  .map(([, name]) => name ?? '');
const asked = [...new Set(named.filter((name) => Object.hasOwn(requests, name)))] as Method[];
const heard = [...new Set(named.filter((name) => Object.hasOwn(events, name)))] as EventName[];

describe('the shapes of what the panel hears', () => {
  it('are looked for where the panel asks', () => {
    expect(asked).toContain('history.timeline');
    expect(heard).toContain('panel.context');
  });

  it.each(asked)('has that of the answer to %s, the same that the other side has', async (method) => {
    const definitions = new LateDefinitions();
    await definitions.load(method);
    expect(definitions.request(method)?.result).toBe(requests[method].result);
  });

  it.each(heard)('has that of the event %s', async (event) => {
    const definitions = new LateDefinitions();
    await definitions.load(event);
    expect(definitions.event(event)).toBe(events[event]);
  });

  it('reports progress where the request does', async () => {
    const definitions = new LateDefinitions();
    for (const method of asked) {
      await definitions.load(method);
      const { progress } = requests[method] as { readonly progress?: unknown };
      expect(definitions.request(method)?.progress).toBe(progress);
    }
  });

  it('are there at once when they were loaded before', async () => {
    const definitions = new LateDefinitions();
    expect(definitions.request('history.timeline')).toBeUndefined();
    await definitions.load('history.timeline');
    expect(definitions.load('history.coverage')).toBeUndefined();
  });
});
