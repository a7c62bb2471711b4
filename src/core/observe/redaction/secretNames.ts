/** What stands in the place of a secret. */
export const redacted = '[redacted]';

const anywhere =
  /token|secret|authorization|password|passwd|passphrase|cookie|credential|bearer|verifier|apikey|privatekey|encryptionkey|sessionid|refresh|jwt/;
const whole: ReadonlySet<string> = new Set(['auth', 'code', 'pkce', 'statekey']);

/** Codes of Node's errors. */
const systemCode = /^(E[A-Z]{2,14}|ERR_[A-Z_]{2,40})$/;

/** Whether what stands under a name is secret by that name alone. */
export function isSecretName(name: string): boolean {
  const plain = name
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  return anywhere.test(plain) || whole.has(plain);
}

/**
 * Whether a value says what went wrong, although its name is that of what a sign-in brings back.
 * @param known codes of our own errors
 */
export function isErrorCode(name: string, value: string, known: ReadonlySet<string>): boolean {
  return name === 'code' && (known.has(value) || systemCode.test(value));
}
