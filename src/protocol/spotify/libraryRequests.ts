/** Saved things and followed artists. */
export const libraryRequests = {} as const;
