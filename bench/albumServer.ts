import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator } from '../test/spotify/simulator.ts';

/**
 * A process that answers everything below /v1 with one album as Spotify would write it, and /count with how often
 * it was asked for it. Writes its port as its only line; ends with its standard input.
 */
const album = await simulatedAlbum();
let count = 0;
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/count') {
    response.end(String(count));
    return;
  }
  count += 1;
  response.end(album);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on('end', () => process.exit());

async function simulatedAlbum(): Promise<string> {
  const simulator = await startSimulator();
  try {
    const [user] = simulator.users;
    const [first] = simulator.catalogue.albums;
    if (user === undefined || first === undefined) throw new Error('the simulator is empty');
    const { accessToken } = simulator.signIn(user.id);
    const response = await fetch(`${simulator.apiUrl}/albums/${first.id}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
    return await response.text();
  } finally {
    await simulator.close();
  }
}
