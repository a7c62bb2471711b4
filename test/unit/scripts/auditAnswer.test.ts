import { describe, expect, it } from 'vitest';
import { auditOutcome, type Shipped } from '../../../scripts/audit/auditAnswer.ts';

const shipped: Shipped = {
  locked: {
    'node_modules/undici': { version: '7.30.2' },
    'node_modules/old/node_modules/undici': { version: '5.0.0', dev: true },
    'node_modules/plot': { version: '0.6.17', dev: true },
    'node_modules/linter': { version: '10.0.1', dev: true },
  },
  bundled: new Set(['undici 7.30.2', 'plot 0.6.17']),
};

const clean = { auditReportVersion: 2, vulnerabilities: {}, metadata: { vulnerabilities: { total: 0 } } };

/** As npm 10 and 11 write it. */
function weakness(name: string, severity: string, nodes: readonly string[], via?: readonly unknown[]) {
  const advisory = { source: 1, name, dependency: name, title: `${name} leaks`, severity, range: '<9' };
  return {
    ...{ name, severity, isDirect: false, effects: [], range: '<9', fixAvailable: true },
    via: via ?? [advisory],
    nodes,
  };
}

const told = (...found: readonly { readonly name: string }[]) =>
  auditOutcome(
    JSON.stringify({ ...clean, vulnerabilities: Object.fromEntries(found.map((one) => [one.name, one])) }),
    shipped,
  );

describe('an answer of npm audit', () => {
  it('without weaknesses is no problem', () => {
    expect(auditOutcome(JSON.stringify(clean), shipped)).toEqual({ kind: 'told', problems: [], notes: [] });
  });

  it.each(['high', 'critical'])(
    'is a problem where what is handed out has a weakness that is %s',
    (severity) => {
      expect(told(weakness('undici', severity, ['node_modules/undici']))).toEqual({
        kind: 'told',
        problems: [`undici (${severity}, is handed out): undici leaks`],
        notes: [],
      });
    },
  );

  it('counts a development dependency that is in a bundle', () => {
    expect(told(weakness('plot', 'high', ['node_modules/plot']))).toMatchObject({
      problems: ['plot (high, is handed out): plot leaks'],
    });
  });

  it('notes what stays with us, and what is less grave', () => {
    const outcome = told(
      weakness('linter', 'critical', ['node_modules/linter'], ['undici']),
      weakness('undici', 'moderate', ['node_modules/undici']),
    );
    expect(outcome).toEqual({
      kind: 'told',
      problems: [],
      notes: [
        'linter (critical, is used for development only): by undici',
        'undici (moderate, is handed out): undici leaks',
      ],
    });
  });

  it('goes by the copy that has it, not by the name', () => {
    expect(told(weakness('undici', 'high', ['node_modules/old/node_modules/undici']))).toMatchObject({
      problems: [],
    });
    expect(told(weakness('unheard-of', 'high', ['node_modules/unheard-of']))).toMatchObject({
      problems: [expect.stringContaining('unheard-of')],
    });
  });

  it.each([
    [
      'a registry without the endpoint',
      {
        message: '405 Method Not Allowed - POST https://packages.test/-/x',
        method: 'POST',
        statusCode: 405,
        body: '',
        error: { summary: '', detail: '' },
      },
      'it answered 405',
    ],
    [
      'an old registry',
      {
        error: {
          code: 'ENOAUDIT',
          summary: 'Your configured registry does not support audit requests.',
          detail: '',
        },
      },
      'the request ended with ENOAUDIT',
    ],
    [
      'no network',
      {
        message: 'request to https://packages.test/-/x failed',
        error: { code: 'ENOTFOUND', summary: 'packages.test', detail: '' },
      },
      'the request ended with ENOTFOUND',
    ],
    ['silence', { message: 'aborted', error: { summary: '', detail: '' } }, 'it did not answer'],
  ])('of %s says that nothing was told, and not whom was asked', (_, answer, why) => {
    expect(auditOutcome(JSON.stringify(answer), shipped)).toEqual({ kind: 'untold', why });
  });

  it.each(['', 'npm crashed', '{}', '[]', 'null', '{"auditReportVersion":3,"vulnerabilities":{}}'])(
    'that is %j is neither',
    (answer) => {
      expect(auditOutcome(answer, shipped)).toEqual({ kind: 'unknown' });
    },
  );
});
