import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../../../spotify/simulator.ts';
import { askFor, startStill } from './asking.ts';

describe('the control surface', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startStill();
  });
  afterEach(() => simulator.close());

  const control = async (name: string, body: unknown): Promise<readonly [status: number, json: unknown]> => {
    const response = await fetch(`${simulator.accountsUrl}/_simulator/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };

  it('shows the state, without a token', async () => {
    const { accessToken, refreshToken } = simulator.signIn('ada-lovelace');
    const text = await (await fetch(`${simulator.accountsUrl}/_simulator`)).text();
    expect(JSON.parse(text)).toMatchObject({
      consent: 'ask',
      users: [{ id: 'ada-lovelace', player: { device: 'Desk', is_playing: true } }],
    });
    expect(text).not.toContain(accessToken);
    expect(text).not.toContain(refreshToken);
  });

  it('switches troubles, the consent and the time', async () => {
    const ask = askFor(simulator);
    await control('trouble', { kind: '429', retryAfterSeconds: 5, match: 'GET /me/player', always: true });
    expect((await ask('GET /me/player/devices')).headers.get('retry-after')).toBe('5');
    await control('clear', {});
    expect((await ask('GET /me/player/devices')).status).toBe(200);
    await control('consent', { consent: 'ada-lovelace' });
    expect(simulator.consent).toEqual({ user: 'ada-lovelace' });
    const before = simulator.clock.now();
    await control('advance', { ms: 5000 });
    expect(simulator.clock.now() - before).toBe(5000);
    await control('user', { id: 'bea', premium: false });
    expect(simulator.users[1]).toMatchObject({ id: 'bea', premium: false });
    await control('expire', {});
    expect((await ask('GET /me')).status).toBe(401);
  });

  it('says what is wrong with what it was sent', async () => {
    expect(await control('trouble', { kind: '418' })).toEqual([400, { error: expect.any(String) as string }]);
    expect(await control('consent', { consent: 'nobody' })).toEqual([
      400,
      { error: expect.stringContaining('ada-lovelace') as string },
    ]);
    expect(await control('dance', {})).toMatchObject([404, { known: expect.any(Array) as unknown[] }]);
  });
});

it('runs by itself, says how to use it, and ends at Ctrl+C', async () => {
  const script = join(import.meta.dirname, '../../../../scripts/simulator.ts');
  const child = spawn(process.execPath, [script, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.includes('/_simulator/advance')) break;
    }
    const said = lines.join('\n');
    const environment = /SPOTIFY_API_URL=(\S+) SPOTIFY_ACCOUNTS_URL=(\S+) SPOTIFY_CLIENT_ID=(\S+) /.exec(
      said,
    );
    expect(environment).not.toBeNull();
    expect((await fetch(`${environment?.[1]}/me`)).status).toBe(401);
    expect((await fetch(`${environment?.[2]}/authorize?client_id=${environment?.[3]}`)).status).toBe(400);
    child.kill('SIGINT');
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    expect(exitCode).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
});
