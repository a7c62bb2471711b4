import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { scopesFor } from '../../../../src/core/spotify/scopes.ts';
import { wantedScopes } from '../../../../src/vscode/auth/wantedScopes.ts';
import { storedCredentials } from './storedCredentials.ts';

const adam = storedCredentials('adam', { scopes: ['user-follow-read'] });
const zoe = storedCredentials('zoe', { scopes: ['ugc-image-upload'] });

describe('wantedScopes', () => {
  it('are what the enabled toolsets need', () => {
    expect(wantedScopes({}, [], ['profile'])).toEqual(scopesFor(['profile']));
    expect(wantedScopes({}, [], ['player'])).not.toContain('user-top-read');
  });

  it('adds what is requested', () => {
    expect(wantedScopes({ scopes: ['user-follow-modify'] }, [], [])).toContain('user-follow-modify');
  });

  it('keeps what the named account had, and not what another one had', () => {
    const scopes = wantedScopes({ account: 'adam' }, [adam, zoe], []);
    expect(scopes).toContain('user-follow-read');
    expect(scopes).not.toContain('ugc-image-upload');
  });

  it('keeps what any account had where it is open who signs in, for it may be one of them', () => {
    expect(wantedScopes({}, [adam, zoe], [])).toEqual(
      expect.arrayContaining(['user-follow-read', 'ugc-image-upload']),
    );
  });

  it('asks a new account for nothing that others were asked for', () => {
    expect(wantedScopes({ chooseAccount: true }, [adam, zoe], [])).toEqual(scopesFor([]));
  });

  it('refuses what Backbeat never asks for, and says what it can', () => {
    expect(() => wantedScopes({ scopes: ['user-read-email'] }, [], [])).toThrow(InputError);
  });
});
