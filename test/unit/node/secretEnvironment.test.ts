import { expect, it } from 'vitest';
import { takeSecrets, withoutSecrets } from '../../../src/node/secretEnvironment.ts';

const headers = 'OTEL_EXPORTER_OTLP_HEADERS';

it('takes our secrets out of the environment, and nothing else', () => {
  const env = {
    PATH: '/bin',
    TOKEN_ENCRYPTION_KEY: 'key',
    SPOTIFY_CLIENT_SECRET: 'secret',
    [headers]: 'k=v',
  };
  expect(takeSecrets(env)).toEqual({ TOKEN_ENCRYPTION_KEY: 'key', SPOTIFY_CLIENT_SECRET: 'secret' });
  expect(env).toEqual({ PATH: '/bin', [headers]: 'k=v' });
});

it('starts programs without any, and puts them back, also where the start fails', async () => {
  const env = { TOKEN_ENCRYPTION_KEY: 'key', [headers]: 'k=v' };
  const seen = await withoutSecrets(env, () => Promise.resolve({ ...env }));
  expect(seen).toEqual({});
  expect(env).toEqual({ TOKEN_ENCRYPTION_KEY: 'key', [headers]: 'k=v' });
  await expect(withoutSecrets(env, () => Promise.reject(new Error('no browser')))).rejects.toThrow(
    'no browser',
  );
  expect(env[headers]).toBe('k=v');
});
