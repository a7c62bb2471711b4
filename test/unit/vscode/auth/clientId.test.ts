import { describe, expect, it } from 'vitest';
import { readClientId, readClientSecret } from '../../../../src/vscode/auth/clientId.ts';
import { clientId } from './storedCredentials.ts';
import { english } from '../english.ts';

describe('readClientId', () => {
  it.each([
    clientId,
    ` ${clientId}\n`,
    `"${clientId}"`,
    clientId.toUpperCase(),
    `https://developer.spotify.com/dashboard/${clientId}`,
    `https://developer.spotify.com/dashboard/${clientId}/settings`,
    `developer.spotify.com/dashboard/${clientId}`,
    `https://accounts.spotify.com/authorize?response_type=code&client_id=${clientId}&scope=x`,
  ])('takes %j', (text) => {
    expect(readClientId(text, english)).toEqual({ clientId });
  });

  it.each([
    ['', /Enter the Client ID/],
    ['   ', /Enter the Client ID/],
    [clientId.slice(1), /32 characters, this has 31/],
    [`${clientId}0`, /this has 33/],
    [clientId.replace('f', 'g'), /letters a to f/],
    ['https://developer.spotify.com/dashboard', /holds no Client ID/],
    [`https://example.com/${clientId}0`, /holds no Client ID/],
  ])('says what is wrong with %j', (text, problem) => {
    expect(readClientId(text, english)).toEqual({ problem: expect.stringMatching(problem) as string });
  });
});

describe('readClientSecret', () => {
  it('takes none', () => {
    expect(readClientSecret(' ', english)).toEqual({ clientSecret: undefined });
  });

  it('takes one as it is', () => {
    expect(readClientSecret(` ${clientId}`, english)).toEqual({ clientSecret: clientId });
  });

  it('does not repeat a wrong one', () => {
    expect(readClientSecret('hunter2', english)).toEqual({
      problem: 'A client secret has 32 characters, this has 7. Leave it empty if you have none.',
    });
  });
});
