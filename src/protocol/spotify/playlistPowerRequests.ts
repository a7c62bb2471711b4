/** Work on whole playlists: duplicates, comparing, merging, sorting, copying. */
export const playlistPowerRequests = {} as const;
