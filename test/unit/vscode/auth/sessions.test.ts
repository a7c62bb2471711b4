import { describe, expect, it } from 'vitest';
import { grants, sessionsChange, sessionsOf } from '../../../../src/vscode/auth/sessions.ts';
import { storedCredentials } from './storedCredentials.ts';

const adam = storedCredentials('adam');
const zoe = storedCredentials('zoe');

describe('sessionsOf', () => {
  it('has the account as its id, whatever its tokens are', () => {
    const ids = (token: string): string[] =>
      sessionsOf([{ ...adam, accessToken: token }]).map(({ id }) => id);
    expect(ids('a')).toEqual(['adam']);
    expect(ids('b')).toEqual(['adam']);
  });

  it('shows the granted scopes and no secret but the access token', () => {
    expect(sessionsOf([adam])).toEqual([
      {
        id: 'adam',
        account: { id: 'adam', label: 'Name of adam' },
        scopes: ['user-read-playback-state'],
        accessToken: 'access-adam',
      },
    ]);
  });

  it('leaves out a sign-in that has ended', () => {
    expect(sessionsOf([{ ...adam, revoked: true }, zoe]).map(({ id }) => id)).toEqual(['zoe']);
  });

  it('tells accounts of the same name apart', () => {
    const labels = sessionsOf([adam, { ...zoe, displayName: adam.displayName }]).map(
      ({ account }) => account.label,
    );
    expect(labels).toEqual(['Name of adam (adam)', 'Name of adam (zoe)']);
  });
});

describe('grants', () => {
  const [session] = sessionsOf([{ ...adam, scopes: ['a', 'b'] }]);
  it.each([
    [undefined, true],
    [[], true],
    [['b'], true],
    [['b', 'c'], false],
  ])('%j: %j', (scopes, granted) => {
    expect(session !== undefined && grants(session, scopes)).toBe(granted);
  });
});

describe('sessionsChange', () => {
  const change = (before: (typeof adam)[], after: (typeof adam)[]) => {
    const found = sessionsChange(sessionsOf(before), sessionsOf(after));
    const ids = (sessions: readonly { readonly id: string }[] | undefined) => sessions?.map(({ id }) => id);
    return found && { added: ids(found.added), removed: ids(found.removed), changed: ids(found.changed) };
  };

  it('is nothing where nothing changed, so that an event which comes twice is told once', () => {
    expect(change([adam, zoe], [adam, zoe])).toBeUndefined();
    expect(change([adam, zoe], [zoe, adam])).toBeUndefined();
    expect(change([{ ...adam, scopes: ['a', 'b'] }], [{ ...adam, scopes: ['b', 'a'] }])).toBeUndefined();
  });

  it('names what came, went and changed', () => {
    const eve = storedCredentials('eve');
    expect(change([adam, zoe], [{ ...zoe, accessToken: 'newer' }, eve])).toEqual({
      added: ['eve'],
      removed: ['adam'],
      changed: ['zoe'],
    });
  });

  it.each([
    ['another token', { accessToken: 'newer' }],
    ['more scopes', { scopes: ['user-read-playback-state', 'user-top-read'] }],
    ['other scopes', { scopes: ['user-top-read'] }],
    ['another name', { displayName: 'Adam' }],
  ])('counts %s as a change', (_name, part) => {
    expect(change([adam], [{ ...adam, ...part }])).toEqual({ added: [], removed: [], changed: ['adam'] });
  });

  it('tells a sign-in that ended as removed, and its renewal as added', () => {
    const ended = { ...adam, revoked: true };
    expect(change([adam], [ended])).toMatchObject({ removed: ['adam'] });
    expect(change([ended], [adam])).toMatchObject({ added: ['adam'] });
  });
});
