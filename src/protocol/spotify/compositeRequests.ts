/** Answers that put Spotify and the own history together. */
export const compositeRequests = {} as const;
