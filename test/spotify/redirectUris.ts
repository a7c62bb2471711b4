/** Whether a sign-in may lead to this address, by Spotify's rules of 2025. */
export function allowsRedirect(registered: readonly string[], requested: string): boolean {
  return registered.some((uri) => uri === requested || sameButPort(uri, requested));
}

/** A loopback address that was registered without a port stands for all ports; `localhost` is none. */
function sameButPort(registered: string, requested: string): boolean {
  if (!URL.canParse(registered) || !URL.canParse(requested)) return false;
  const [known, asked] = [new URL(registered), new URL(requested)];
  const isLoopback = known.hostname === '127.0.0.1' || known.hostname === '[::1]';
  return (
    isLoopback &&
    known.port === '' &&
    known.protocol === 'http:' &&
    asked.protocol === 'http:' &&
    known.hostname === asked.hostname &&
    known.pathname === asked.pathname &&
    known.search === asked.search &&
    asked.hash === ''
  );
}
