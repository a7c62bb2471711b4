import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bindingOf, type BindingOptions } from '../../src/node/mcp/binding.ts';
import { runCli, startServe, temporaryFolder } from './harness/processes.ts';
import { exchange } from './harness/rawHttp.ts';

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name);
const [certificate, key, otherKey] = ['certificate.pem', 'key.pem', 'otherKey.pem'].map(fixture) as [
  string,
  string,
  string,
];

/** Options of the command line as the command gets them. */
function optionsOf(args: readonly string[]): BindingOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'behind-proxy': { type: 'string' },
    },
  });
  const [tlsCert, tlsKey, behindProxy] = [values['tls-cert'], values['tls-key'], values['behind-proxy']];
  return {
    host: values.host,
    ...(tlsCert !== undefined && { tlsCert }),
    ...(tlsKey !== undefined && { tlsKey }),
    ...(behindProxy !== undefined && { behindProxy }),
  };
}

/** Runs `backbeat serve` with these options while `work` attacks it. */
async function serving(
  args: readonly string[],
  work: (served: Awaited<ReturnType<typeof startServe>>) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  const served = await startServe(folder.path, args);
  try {
    await work(served);
  } finally {
    await served.stop();
    folder.dispose();
  }
}

describe('a server beyond this machine', () => {
  it.each([
    [['--host', '0.0.0.0'], /not this machine alone/],
    [['--host', '::'], /not this machine alone/],
    [['--host', '192.0.2.1'], /not this machine alone/],
    [['--host', 'localhost.rebound.example'], /not this machine alone/],
    [['--host', '::ffff:127.0.0.1'], /not this machine alone/],
    [['--host', '0.0.0.0', '--tls-cert', certificate], /belong together/],
    [['--host', '0.0.0.0', '--tls-key', key], /belong together/],
    [
      ['--host', '0.0.0.0', '--tls-cert', certificate, '--tls-key', otherKey],
      /not the one of the certificate/,
    ],
    [['--host', '0.0.0.0', '--tls-cert', key, '--tls-key', key], /not readable as PEM/],
    [['--host', '0.0.0.0', '--tls-cert', '/nowhere.pem', '--tls-key', key], /cannot be read/],
    [['--host', '0.0.0.0', '--behind-proxy', 'http://music.example'], /--behind-proxy cannot be/],
    [['--host', '0.0.0.0', '--behind-proxy', '*'], /--behind-proxy cannot be/],
    [['--host', '0.0.0.0', '--behind-proxy', 'https://me:pw@music.example'], /--behind-proxy cannot be/],
    [['--host', '0.0.0.0', '--behind-proxy', 'https://music.example/mcp'], /--behind-proxy cannot be/],
  ])('is refused with %j', (args, says) => {
    expect(() => bindingOf(optionsOf(args))).toThrow(says);
  });

  it('is refused before anything listens', async () => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await runCli(['serve', '--data-dir', folder.path, '--host', '0.0.0.0']);
    folder.dispose();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/not this machine alone.*--tls-cert/);
  });

  it('speaks TLS alone, under the names of its certificate, and only with the token', async () => {
    const args = ['--host', '0.0.0.0', '--tls-cert', certificate, '--tls-key', key];
    await serving(args, async ({ port, url, token }) => {
      expect(url).toBe(`https://music.example:${port}/mcp`);
      const ask = (host: string, headers: Readonly<Record<string, string>> = {}) =>
        new Promise<number | undefined>((resolve, reject) => {
          const options = { host: '127.0.0.1', port, path: '/mcp', servername: 'music.example' };
          const all = { host, connection: 'close', ...headers };
          const ca = readFileSync(certificate);
          const call = request({ ...options, ca, headers: all }, (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          });
          call.on('error', reject).end();
        });
      const authorization = `Bearer ${token}`;
      expect(await ask('music.example')).toBe(401);
      expect(await ask('music.example', { authorization })).toBe(400); // no session
      expect(await ask('rebound.example', { authorization })).toBe(403);
      expect(await ask('music.example', { authorization, origin: 'https://evil.example' })).toBe(403);
      expect(await ask('music.example', { authorization, origin: 'http://music.example' })).toBe(403);
      expect(await ask('music.example', { authorization, origin: 'https://music.example' })).toBe(400);
      const { status } = await exchange(port, { headers: [['Host', 'music.example']] });
      expect(status).toBeUndefined();
    });
  });

  it('knows the proxy by its name alone, and only with the token', async () => {
    await serving(['--behind-proxy', 'https://music.example'], async ({ port, url, token }) => {
      expect(url).toBe('https://music.example/mcp');
      const ask = async (...headers: [string, string][]) =>
        (await exchange(port, { target: '/mcp', headers })).status;
      const bearer: [string, string] = ['Authorization', `Bearer ${token}`];
      expect(await ask(['Host', 'music.example'])).toBe(401);
      expect(await ask(['Host', 'music.example'], bearer)).toBe(400);
      expect(await ask(['Host', 'rebound.example'], bearer)).toBe(403);
      expect(await ask(['Host', 'rebound.example'], bearer, ['X-Forwarded-Host', 'music.example'])).toBe(403);
      expect(await ask(['Host', 'music.example'], bearer, ['Origin', 'https://music.example'])).toBe(400);
      expect(await ask(['Host', 'music.example'], bearer, ['Origin', 'https://x.music.example'])).toBe(403);
    });
  });
});
