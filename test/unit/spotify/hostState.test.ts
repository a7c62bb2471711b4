import { describe, expect, it } from 'vitest';
import { HostState } from '../../../src/core/spotify/hostState.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { memoryState } from './http/testClient.ts';

const closed = { clientId: 'app', family: 'search', reason: 'quota', until: 1_800_000_000_000 } as const;

describe('HostState', () => {
  it('keeps each section when another is written, by whatever part', () => {
    const file = memoryState();
    const [one, other] = [new HostState(file, recordingLogger()), new HostState(file, recordingLogger())];
    expect([one.limits(), one.activeAccount()]).toEqual([[], undefined]);
    one.setLimits([closed]);
    other.setActiveAccount('anna');
    one.setLimits([]);
    expect(one.activeAccount()).toBe('anna');
    other.setActiveAccount(undefined);
    expect(other.activeAccount()).toBeUndefined();
    expect(JSON.parse(file.text ?? '')).toEqual({ limits: [] });
  });

  it('leaves keys alone that it does not know', () => {
    const file = memoryState('{"fromLater":{"a":1}}');
    new HostState(file, recordingLogger()).setActiveAccount('anna');
    expect(JSON.parse(file.text ?? '')).toEqual({ fromLater: { a: 1 }, activeAccount: 'anna' });
  });

  it.each(['', '{', '[]', 'null', '5', '\0\0\0'])('takes the content %j for none, and logs it', (text) => {
    const logger = recordingLogger();
    const state = new HostState(memoryState(text), logger);
    expect([state.limits(), state.activeAccount()]).toEqual([[], undefined]);
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
    state.setLimits([closed]);
    expect(state.limits()).toEqual([closed]);
  });

  it('leaves out what is damaged in a section, and logs it', () => {
    const logger = recordingLogger();
    const limits = [closed, { ...closed, family: 'radio' }, null, { ...closed, until: 'soon' }];
    const state = new HostState(memoryState(JSON.stringify({ limits, activeAccount: 5 })), logger);
    expect(state.limits()).toEqual([closed]);
    expect(state.activeAccount()).toBeUndefined();
    expect(logger.lines).toHaveLength(3);
    expect(new HostState(memoryState('{"limits":"all"}'), logger).limits()).toEqual([]);
  });

  it('counts a file that cannot be read as none', () => {
    const logger = recordingLogger();
    const file = memoryState();
    file.read = () => {
      throw new Error('no permission');
    };
    expect(new HostState(file, logger).limits()).toEqual([]);
    expect(logger.lines).toHaveLength(1);
  });
});
