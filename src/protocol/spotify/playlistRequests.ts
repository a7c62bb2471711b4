/** The playlists of the account: looking at them, making them, changing what they hold. */
export const playlistRequests = {} as const;
