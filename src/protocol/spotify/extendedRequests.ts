/** What Spotify gives only to apps with extended quota. */
export const extendedRequests = {} as const;
