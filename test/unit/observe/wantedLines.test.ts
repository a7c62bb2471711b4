import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../src/core/observe/lineLogger.ts';
import { Redactor } from '../../../src/core/observe/redaction/redactor.ts';
import { relayLogger } from '../../../src/node/loggers/relayLogger.ts';
import type { LogLevel } from '../../../src/protocol/events.ts';

/** A log whose sink takes some levels, and which notes what was cleaned of secrets. */
function bed(taken: readonly LogLevel[]) {
  const cleaned: string[] = [];
  const redactor = new (class extends Redactor {
    override text(text: string): string {
      cleaned.push(text);
      return super.text(text);
    }
  })();
  const lines: LogLine[] = [];
  const takes = (level: LogLevel): boolean => taken.includes(level);
  const write = (line: LogLine): void => void lines.push(line);
  return {
    logger: relayLogger({ write, takes }, { redactor, current: () => undefined }),
    ...{ cleaned, lines },
  };
}

describe('a line that nobody takes', () => {
  it('is not even made', () => {
    const { logger, cleaned, lines } = bed(['error']);
    logger.debug('one of thousands', { text: 'a long one' });
    logger.warn('not this one either');
    expect({ cleaned, lines }).toEqual({ cleaned: [], lines: [] });
    logger.error('this one');
    expect(lines).toEqual([{ level: 'error', message: 'this one' }]);
    expect(cleaned).toContain('this one');
  });

  it('is made for who follows the log from its level upwards, and written by nobody', () => {
    const { logger, cleaned, lines } = bed(['error']);
    const followed: string[] = [];
    const following = logger.onLine(({ message }) => followed.push(message), 'info');
    logger.debug('below');
    logger.info('above');
    logger.error('both');
    expect(followed).toEqual(['above', 'both']);
    expect(lines.map(({ message }) => message)).toEqual(['both']);
    following.dispose();
    logger.info('nobody any more');
    expect(cleaned).not.toContain('nobody any more');
  });

  it('is asked for anew each time, for a log that is set to another level while it runs', () => {
    const taken: LogLevel[] = [];
    const { logger, lines } = bed(taken);
    logger.debug('before');
    taken.push('debug');
    logger.debug('after');
    expect(lines.map(({ message }) => message)).toEqual(['after']);
  });
});
