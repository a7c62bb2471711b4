import { describe, expect, it } from 'vitest';
import { collectionInWords, syncInWords } from '../../../src/core/collector/collectionWords.ts';

describe('what a collection brought, in words', () => {
  it('counts what is new', () => {
    const accounts = [
      { account: 'ada', outcome: 'success' as const, fetched: 50, inserted: 1 },
      { account: 'bob', outcome: 'success' as const, fetched: 50, inserted: 12 },
    ];
    expect(syncInWords({ accounts, files_imported: 0 }, 'editor')).toBe(
      'ada: 1 new play. bob: 12 new plays.',
    );
  });

  it('says that nothing is new, and what else was noticed', () => {
    const accounts = [
      { account: 'ada', outcome: 'success' as const, fetched: 50, inserted: 0, message: 'A gap was found.' },
    ];
    expect(syncInWords({ accounts, files_imported: 2 }, 'editor')).toBe(
      'ada: nothing new among the last 50 plays. A gap was found. 2 exports imported.',
    );
  });

  it('says what failed, and what is paused', () => {
    const accounts = [
      { account: 'ada', outcome: 'error' as const, fetched: 0, inserted: 0, message: 'Sign in again.' },
      { account: 'bob', outcome: 'paused' as const, fetched: 0, inserted: 0 },
    ];
    expect(syncInWords({ accounts, files_imported: 0 }, 'editor')).toBe(
      'ada: nothing could be collected. Sign in again. bob: the collection is paused.',
    );
  });

  it('tells the person in front of it to sign in, not somebody else', () => {
    const accounts = [
      {
        account: 'ada',
        outcome: 'error' as const,
        fetched: 0,
        inserted: 0,
        failure: 'signed_out' as const,
        message: 'Ask the user to sign in.',
      },
    ];
    const words = 'ada: nothing could be collected. The sign-in has ended.';
    expect(syncInWords({ accounts, files_imported: 0 }, 'editor')).toBe(`${words} Sign in again to go on.`);
    expect(syncInWords({ accounts, files_imported: 0 }, 'terminal')).toContain('backbeat login');
  });

  it('says that there is nobody to collect for', () => {
    expect(syncInWords({ accounts: [], files_imported: 0 }, 'editor')).toContain('Nobody is signed in');
  });
});

describe('how the collection stands, in words', () => {
  const status = { enabled: true, interval_seconds: 600, accounts: [] };

  it('tells each account apart', () => {
    const accounts = [
      { account: 'ada', state: 'idle' as const, initial_sync: 'completed' as const },
      { account: 'bob', state: 'paused' as const, initial_sync: 'completed' as const },
      {
        account: 'cy',
        state: 'error' as const,
        initial_sync: 'waiting' as const,
        message: 'Spotify is away.',
      },
    ];
    expect(collectionInWords({ ...status, accounts }, 'editor')).toBe(
      'ada: listens are collected. bob: the collection is paused. cy: the collection does not work. Spotify is away.',
    );
  });

  it('says that it is switched off', () => {
    expect(collectionInWords({ ...status, enabled: false }, 'editor')).toContain('switched off');
  });

  it('says that nobody is signed in, and what the watched folder lacks', () => {
    expect(collectionInWords({ ...status, watch_message: 'drop cannot be read.' }, 'editor')).toBe(
      'Nobody is signed in to Spotify. drop cannot be read.',
    );
  });
});
