import { parseArgs } from 'node:util';
import { startSimulator } from '../test/spotify/simulator.ts';

/** Spotify's simulator by itself, for trying the product by hand; runs until Ctrl+C. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '4381' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port must be a number from 0 (any free port) to 65535.');
  process.exit(1);
}

const simulator = await startSimulator({ port }).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(
    `The simulator cannot start: ${message}. Choose another port with --port, or any free one with --port 0.`,
  );
  process.exit(1);
});
const { accountsUrl, apiUrl, clientId, clientSecret } = simulator;
console.log(`The simulator of Spotify runs until Ctrl+C.

  API       ${apiUrl}
  accounts  ${accountsUrl}
  Client ID ${clientId}
  secret    ${clientSecret} (only for an app token; a sign-in needs none)

Use it:

  SPOTIFY_API_URL=${apiUrl} SPOTIFY_ACCOUNTS_URL=${accountsUrl} SPOTIFY_CLIENT_ID=${clientId} node dist/cli.cjs login

Look and meddle:

  curl ${accountsUrl}/_simulator
  curl ${accountsUrl}/_simulator/trouble -d '{"kind":"429","retryAfterSeconds":5,"match":"GET /search"}'
  curl ${accountsUrl}/_simulator/consent -d '{"consent":"ada-lovelace"}'
  curl ${accountsUrl}/_simulator/advance -d '{"ms":3600000}'`);

process.once('SIGINT', () => {
  void simulator.close();
});
