import { describe, expect, it } from 'vitest';
import { errorFacts } from '../../../../src/core/errorFacts.ts';
import { CancelledError, errorCodes, InputError } from '../../../../src/core/errors.ts';
import { AuthError, ForbiddenError, NoActiveDevice } from '../../../../src/core/spotify/spotifyErrors.ts';
import { errorAction } from '../../../../src/vscode/commands/errorActions.ts';
import { english } from '../english.ts';

const labelFor = (error: Error): string | undefined => errorAction(errorFacts(error)!, english)?.label;

describe('the button beside an error', () => {
  it.each([
    [new AuthError('signedOut', 'x'), 'Sign In'],
    [new AuthError('expired', 'x'), 'Sign In Again'],
    [new AuthError('revoked', 'x'), 'Sign In Again'],
    [new AuthError('missingScope', 'x'), 'Sign In Again'],
    [new ForbiddenError('missingScope', 'x'), 'Sign In Again'],
    [new AuthError('noClientId', 'x'), 'Set Client ID'],
    [new AuthError('badClient', 'x'), 'Set Client ID'],
    [new AuthError('unknownAccount', 'x'), 'Switch Account'],
    [new NoActiveDevice('x'), 'Choose Device'],
    [new AuthError('secretsUnavailable', 'x'), undefined],
    [new ForbiddenError('ownerNotPremium', 'x'), undefined],
    [new InputError('x'), undefined],
  ])('%o: %s', (error, label) => {
    expect(labelFor(error)).toBe(label);
  });
});

describe('errorFacts', () => {
  it('reads the fields of an error, whichever bundle its class is from', () => {
    const foreign = Object.assign(new Error('No.'), { code: 'AUTH_ERROR', reason: 'expired', until: 7 });
    expect(errorFacts(foreign)).toEqual({
      code: errorCodes.auth,
      message: 'No.',
      hint: undefined,
      reason: 'expired',
      until: 7,
    });
    expect(errorFacts(new CancelledError())?.code).toBe(errorCodes.cancelled);
  });

  it.each([
    new Error('x'),
    Object.assign(new Error('x'), { code: 'ENOENT' }),
    'text',
    undefined,
    { code: 'AUTH_ERROR' },
  ])('knows no error of ours in %o', (value) => {
    expect(errorFacts(value)).toBeUndefined();
  });
});
