/** Where Spotify keeps covers: of albums and shows, of playlists made by itself, and of those that users made. */
export const coverHosts: readonly string[] = [
  'https://i.scdn.co',
  'https://mosaic.scdn.co',
  'https://image-cdn-ak.spotifycdn.com',
  'https://image-cdn-fa.spotifycdn.com',
];

const loopback = /^(127\.0\.0\.1|\[::1\]|localhost)$/;

/** The origin of another API on this machine, which serves covers itself; none for Spotify's. */
export function ownCoverOrigins(apiUrl: string): readonly string[] {
  if (!URL.canParse(apiUrl)) return [];
  const { hostname, origin } = new URL(apiUrl);
  return loopback.test(hostname) ? [origin] : [];
}
