/** Variables of ours that hold a secret. */
const ours = ['SPOTIFY_CLIENT_SECRET', 'TOKEN_ENCRYPTION_KEY'];
/** Of OpenTelemetry, which reads them whenever it likes. */
const others = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS'];

type Environment = Record<string, string | undefined>;

/**
 * Takes our secrets out of an environment: what this process starts inherits it, and a report of Node lists it.
 * @returns the secrets, by name
 */
export function takeSecrets(env: Environment): Readonly<Record<string, string>> {
  return taken(env, ours);
}

/** Starts something while the environment that it inherits holds no secret. */
export async function withoutSecrets<T>(env: Environment, start: () => Promise<T>): Promise<T> {
  const kept = taken(env, [...ours, ...others]);
  try {
    return await start();
  } finally {
    Object.assign(env, kept);
  }
}

function taken(env: Environment, names: readonly string[]): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const name of names) {
    const value = env[name];
    if (value === undefined) continue;
    secrets[name] = value;
    // A variable that is set to undefined would read 'undefined'.
    Reflect.deleteProperty(env, name);
  }
  return secrets;
}
