/** Playlists as files, and their covers. */
export const playlistFileRequests = {} as const;
