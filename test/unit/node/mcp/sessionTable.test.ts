import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maxSessions, SessionTable, type Session } from '../../../../src/node/mcp/sessionTable.ts';

const hour = 60 * 60_000;
let table: SessionTable;
let closed: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  table = new SessionTable();
  closed = [];
});
afterEach(() => {
  table.dispose();
  vi.useRealTimers();
});

function add(id: string): void {
  const transport = { close: () => Promise.resolve(closed.push(id)) };
  table.add(id, { transport, secret: 'secret' } as unknown as Session);
}

function answer(): EventEmitter & { close(): void } {
  const made = new EventEmitter();
  return Object.assign(made, { close: () => made.emit('close') });
}

describe('a session', () => {
  it('is closed when nobody used it for half an hour', () => {
    add('left');
    vi.advanceTimersByTime(29 * 60_000);
    expect(closed).toEqual([]);
    vi.advanceTimersByTime(5 * 60_000);
    expect(closed).toEqual(['left']);
  });

  it('stays for who only listens, and half an hour longer', () => {
    add('listening');
    const stream = answer();
    expect(table.use('listening', 'secret', stream)).toBeDefined();
    vi.advanceTimersByTime(12 * hour);
    expect(closed).toEqual([]);
    stream.close();
    vi.advanceTimersByTime(20 * 60_000);
    expect(closed).toEqual([]);
    vi.advanceTimersByTime(20 * 60_000);
    expect(closed).toEqual(['listening']);
  });

  it('is not used by who has another token', () => {
    add('mine');
    expect(table.use('mine', 'another', answer())).toBeUndefined();
  });
});

describe('so many sessions that there are no more', () => {
  beforeEach(() => {
    for (let at = 0; at < maxSessions; at += 1) add(`session ${at}`);
  });

  it('make room by the longest unused one, which is none that somebody listens to', () => {
    table.use('session 0', 'secret', answer());
    expect(table.makeRoom()).toBe(true);
    expect(closed).toEqual(['session 1']);
    expect(table.all()).toHaveLength(maxSessions - 1);
  });

  it('make none when all are in use', () => {
    for (let at = 0; at < maxSessions; at += 1) table.use(`session ${at}`, 'secret', answer());
    expect(table.makeRoom()).toBe(false);
    expect(closed).toEqual([]);
  });
});
