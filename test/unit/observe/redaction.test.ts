import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorToWire } from '../../../src/core/errorCodec.ts';
import { InputError } from '../../../src/core/errors.ts';
import { lineLogger, type LogLine } from '../../../src/core/observe/lineLogger.ts';
import { plainValue } from '../../../src/core/observe/redaction/plainValue.ts';
import { Redactor } from '../../../src/core/observe/redaction/redactor.ts';
import { toUserMessage } from '../../../src/core/toUserMessage.ts';

const tokenCharacters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
/** A secret that no text has by chance. */
const canaries = fc
  .array(fc.constantFrom(...tokenCharacters), { minLength: 40, maxLength: 80 })
  .map((characters) => `Q${characters.join('')}Z`);

const noise = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt(),
  fc.double(),
  fc.constant(Symbol('tempo')),
  fc.constant(() => 'tune'),
);

const asText = (value: unknown): string =>
  typeof value === 'string' || value instanceof Error ? String(value) : 'no text';

/** Wraps a value as often as there are kinds, in everything that holds values. */
const wraps: readonly ((value: unknown) => unknown)[] = [
  (value) => ({ value }),
  (value) => [1, value],
  (value) => new Map([['key', value]]),
  (value) => new Set([value]),
  (value) => new Error('failed', { cause: value }),
  (value) => new Error(asText(value)),
  (value) => new AggregateError([value], 'several'),
  (value) => Object.assign(new TypeError('failed'), { response: value }),
  (value) => Object.assign(Object.create(null) as object, { value }),
  (value) => {
    const circle: Record<string, unknown> = { value };
    circle['self'] = circle;
    return circle;
  },
  (value) => ({
    get broken(): never {
      throw new Error(asText(value));
    },
    value,
  }),
  (value) =>
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error(asText(value));
        },
      },
    ),
  (value) => ({
    get lazy() {
      return value;
    },
  }),
  (value) => ({ amount: 10n ** 400n, value }),
];

const shapes: readonly ((canary: string) => string)[] = [
  (canary) => `Authorization: Bearer ${canary}`,
  (canary) => `sent Bearer ${canary} to them`,
  (canary) => `https://x.example/callback?code=${canary}&state=1`,
  (canary) => `https://x.example/#access_token=${canary}`,
  (canary) => `grant_type=refresh_token&refresh_token=${canary}`,
  (canary) => `client_secret=${canary}`,
  (canary) => `{"access_token":"${canary}","expires_in":3600}`,
  (canary) => `{"refresh_token": "${canary}"`,
  (canary) => `BQ${canary}`,
  (canary) => `token AQ${canary}, as sent`,
  (canary) => `cookie: sp_dc=${canary}`,
  (canary) => `https://user:${canary}@proxy.example/`,
  (canary) => `eyJhbGciOi.${canary}.${canary}`,
];

const names = [
  ...['token', 'accessToken', 'refresh_token', 'authorization', 'Authorization', 'code', 'code_verifier'],
  ...[
    'clientSecret',
    'client_secret',
    'set-cookie',
    'cookie',
    'password',
    'mcp-session-id',
    'apiKey',
    'credentials',
  ],
];

const nested = fc.array(fc.constantFrom(...wraps), { maxLength: 6 });
const around = (layers: readonly ((value: unknown) => unknown)[], value: unknown): unknown =>
  layers.reduce((inner, wrap) => wrap(inner), value);

/** What a line of a log would say. */
function said(redactor: Redactor, context: unknown): string {
  const lines: LogLine[] = [];
  const logger = lineLogger({ redactor, current: () => undefined }, (line) => lines.push(line));
  logger.error('it failed', { context });
  return JSON.stringify(lines);
}

describe('a secret that the redactor was told', () => {
  it('comes out of nothing, wherever it stands and whatever surrounds it', () => {
    fc.assert(
      fc.property(
        canaries,
        nested,
        fc.string(),
        fc.string(),
        noise,
        (canary, layers, before, after, other) => {
          const redactor = new Redactor();
          redactor.keep(canary);
          const text = `${before}${canary}${after}`;
          const value = around(layers, {
            other,
            text,
            [text]: 1,
            address: encodeURIComponent(text),
          });
          expect(said(redactor, value)).not.toContain(canary);
        },
      ),
    );
  });

  it('comes out of no text and no answer', () => {
    fc.assert(
      fc.property(canaries, fc.string(), (canary, text) => {
        const redactor = new Redactor();
        redactor.keep(canary);
        expect(redactor.text(`${text}${canary}${text}`)).not.toContain(canary);
        expect(redactor.knows(text + canary)).toBe(true);
        expect(redactor.withoutKnown(text + canary)).toBe(`${text}[redacted]`);
      }),
    );
  });

  it('is not half shown where a long text is cut', () => {
    fc.assert(
      fc.property(canaries, fc.integer({ min: 0, max: 90 }), (canary, shift) => {
        const redactor = new Redactor();
        redactor.keep(canary);
        const before = `client_secret=${'y'.repeat(4_000)} `.repeat(17).slice(0, 65_536 - shift);
        expect(redactor.text(`${before}${canary} ${'z'.repeat(200_000)}`)).not.toContain(canary.slice(0, 8));
      }),
      { numRuns: 30 },
    );
  });

  it('is forgotten when many newer ones came, so that memory stays bounded', () => {
    const redactor = new Redactor();
    redactor.keep('the-oldest-secret');
    for (let count = 0; count < 500; count += 1) redactor.keep(`secret-number-${count}`);
    expect(redactor.knows('the-oldest-secret')).toBe(false);
    expect(redactor.knows('secret-number-499')).toBe(true);
  });

  it('leaves short words alone', () => {
    const redactor = new Redactor();
    redactor.keep('play');
    expect(redactor.text('playlist')).toBe('playlist');
  });
});

describe('a secret that nobody was told of', () => {
  it('is known by the name that it stands under', () => {
    fc.assert(
      fc.property(
        canaries,
        nested,
        fc.constantFrom(...names),
        fc.boolean(),
        (canary, layers, name, isDeep) => {
          const held = { [name]: isDeep ? { inner: [canary] } : canary };
          expect(said(new Redactor(), around(layers, held))).not.toContain(canary);
        },
      ),
    );
  });

  it('is known by its form', () => {
    fc.assert(
      fc.property(
        canaries,
        nested,
        fc.constantFrom(...shapes),
        fc.string(),
        (canary, layers, shape, text) => {
          const line = said(new Redactor(), around(layers, `${text} ${shape(canary)}`));
          expect(line).not.toContain(canary);
        },
      ),
    );
  });

  it('reaches nobody in an error that crosses a link or is shown', () => {
    fc.assert(
      fc.property(canaries, fc.constantFrom(...shapes), (canary, shape) => {
        const error = new InputError(`It failed: ${shape(canary)}`, { hint: shape(canary) });
        expect(JSON.stringify(errorToWire(error))).not.toContain(canary);
        expect(toUserMessage(error)).not.toContain(canary);
      }),
    );
  });
});

describe('what is no secret', () => {
  it.each([
    'The player is paused.',
    'Bearer tokens are kept in the keyring.',
    'spotify:track:4uLU6hMCjMI75M1A2tKUQC',
    'https://open.spotify.com/track/AQLU6hMCjMI75M1A2tKUQC',
    'Send the bearer token of this server.',
    'Copy the part from code= on.',
    'opened https://127.0.0.1:4002/mcp',
  ])('stays: %s', (text) => {
    expect(new Redactor().text(text)).toBe(text);
  });

  it('stays: codes of errors, and how many tokens there are', () => {
    const value = { error: new InputError('No.'), code: 'ECONNREFUSED', tokens: 3, refreshed: true };
    expect(plainValue(value, new Redactor())).toMatchObject({
      error: { name: 'InputError', code: 'INPUT_ERROR', message: 'No.' },
      code: 'ECONNREFUSED',
      tokens: 3,
      refreshed: true,
    });
  });
});

describe('a context of any make', () => {
  it('becomes JSON of bounded length', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withSet: true, withNullPrototype: true }),
        (value) => {
          expect(said(new Redactor(), value).length).toBeLessThan(2_000_000);
        },
      ),
    );
    const huge = Array.from({ length: 10_000 }, () => 'x'.repeat(100_000));
    expect(said(new Redactor(), huge).length).toBeLessThan(1_000_000);
  });

  it('says what it cannot read, and keeps the rest', () => {
    const circle: Record<string, unknown> = { plays: 3 };
    circle['self'] = circle;
    const broken = {
      get field(): never {
        throw new Error('no');
      },
      plays: 4,
    };
    const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ inner }), 'bottom');
    expect(plainValue({ circle, broken, big: 12n }, new Redactor())).toEqual({
      circle: { plays: 3, self: '[circular]' },
      broken: { field: '[unreadable]', plays: 4 },
      big: '12',
    });
    expect(JSON.stringify(plainValue(deep, new Redactor()))).toContain('[too deep]');
  });

  it('keeps the causes of an error', () => {
    const error = new Error('outer', { cause: new Error('middle', { cause: new Error('inner') }) });
    expect(plainValue(error, new Redactor())).toMatchObject({
      message: 'outer',
      cause: { message: 'middle', cause: { message: 'inner' } },
    });
  });

  it('cannot take the prototype of what it becomes', () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"plays":1}') as object;
    const result = plainValue(hostile, new Redactor()) as Record<string, unknown>;
    expect(result['polluted']).toBeUndefined();
    expect(Object.hasOwn(result, '__proto__')).toBe(true);
  });
});
