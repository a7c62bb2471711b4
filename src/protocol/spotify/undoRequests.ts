/** Bringing back what was there before a change, and snapshots of playlists. */
export const undoRequests = {} as const;
