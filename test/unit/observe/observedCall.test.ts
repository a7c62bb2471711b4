import { expect, it } from 'vitest';
import { CancelledError, InputError } from '../../../src/core/errors.ts';
import { observedCall } from '../../../src/core/mcp/observedCall.ts';
import type { Metrics } from '../../../src/core/observe/metrics.ts';
import { createObserve } from '../../../src/node/observe/createObserve.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';

function bed() {
  const observe = createObserve();
  const counted: string[] = [];
  const count: Metrics['count'] = (metric, labels) =>
    void counted.push([metric, ...Object.values<string>(labels)].join(' '));
  observe.measureWith({ count, observe: () => undefined, gauge: () => undefined });
  const logger = recordingLogger();
  return { observe, counted, logger, call: { tool: 'spotify_status', observe, logger } };
}

const text = (words: string) => ({ content: [{ type: 'text' as const, text: words }] });

it('takes a secret out of an answer in which it should never stand', async () => {
  const { call, observe, logger } = bed();
  observe.redactor.keep('the-token-of-this-server');
  const said = JSON.stringify({ note: 'the-token-of-this-server' });
  const answer = await observedCall(call, () =>
    Promise.resolve({ ...text(said), structuredContent: JSON.parse(said) as Record<string, unknown> }),
  );
  expect(answer).toEqual({
    ...text('{"note":"[redacted]"}'),
    structuredContent: { note: '[redacted]' },
  });
  expect(logger.lines.map(({ level }) => level)).toEqual(['debug', 'error']);
});

it('gives every other answer on as it is', async () => {
  const { call, counted } = bed();
  const answer = text('Bearer of bad news, by AQLU6hMCjMI75M1A2tKUQC');
  expect(await observedCall(call, () => Promise.resolve(answer))).toBe(answer);
  expect(counted).toEqual(['toolCalls spotify_status ok']);
});

it('counts a failure by its code, and who went away by himself', async () => {
  const { call, counted, logger } = bed();
  const error = new InputError('No.');
  await expect(observedCall(call, () => Promise.reject(error))).rejects.toBe(error);
  await expect(observedCall(call, () => Promise.reject(new CancelledError()))).rejects.toThrow();
  expect(counted).toEqual([
    'toolCalls spotify_status error',
    'errors INPUT_ERROR',
    'toolCalls spotify_status cancelled',
  ]);
  expect(logger.lines.map(({ message }) => message)).toEqual(['tool failed', 'tool failed']);
});
