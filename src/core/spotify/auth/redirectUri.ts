/**
 * Where Spotify sends the browser after consent. The literal address, not `localhost`, which Spotify refuses
 * since 2025-11-27 (Spotify Web API, redirect URIs).
 * @param port of this machine; `undefined` = as it is registered for any free port, without one
 */
export function redirectUri(port: number | undefined): string {
  return port === undefined ? 'http://127.0.0.1/callback' : `http://127.0.0.1:${port}/callback`;
}

/**
 * What the user registers in the dashboard for a value of the setting `spotify.redirectPort`. Loopback literals
 * registered without a port fit any port (Spotify Web API, redirect URIs).
 * @param redirectPort 0 = any free port
 */
export function registeredRedirectUri(redirectPort: number): string {
  return redirectUri(redirectPort === 0 ? undefined : redirectPort);
}
