import { expect, it } from 'vitest';
import { Redactor } from '../../../src/core/observe/redaction/redactor.ts';
import type { Transport, TransportRequest } from '../../../src/core/spotify/transport.ts';
import { secretsOfTransport } from '../../../src/node/observe/secretsOfTransport.ts';

const form: TransportRequest = {
  method: 'POST',
  url: 'https://accounts.example/api/token',
  headers: {
    authorization: 'Basic aWQ6c2VjcmV0LW9mLXRoZS1hcHA=',
    'content-type': 'application/x-www-form-urlencoded',
  },
  body: 'grant_type=authorization_code&code=the-code-of-the-browser&code_verifier=the-verifier-of-it',
  signal: undefined,
};

it('learns every secret that goes out or comes in', async () => {
  const redactor = new Redactor();
  const text = '{"access_token":"an-access-token","refresh_token":"a-refresh-token","expires_in":3600}';
  const answers: Transport = () => Promise.resolve({ status: 200, headers: {}, text });
  const transport = secretsOfTransport(answers, redactor);
  const answered = await transport(form);
  expect(answered.text).toBe(text);
  const secrets = ['aWQ6c2VjcmV0LW9mLXRoZS1hcHA=', 'the-code-of-the-browser', 'the-verifier-of-it'];
  for (const secret of [...secrets, 'an-access-token', 'a-refresh-token'])
    expect(redactor.knows(`said ${secret}`), secret).toBe(true);
  await transport({ ...form, headers: { authorization: 'Bearer the-token-of-a-call' } });
  expect(redactor.text('the-token-of-a-call')).toBe('[redacted]');
});

it('keeps what else the transport has', () => {
  let isDisposed = false;
  const transport = Object.assign(() => Promise.reject(new Error('offline')), {
    dispose: () => {
      isDisposed = true;
    },
  });
  secretsOfTransport(transport, new Redactor()).dispose();
  expect(isDisposed).toBe(true);
});
