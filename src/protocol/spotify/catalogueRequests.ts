/** Reading things of the catalogue by URI, and finding tracks for lines of text. */
export const catalogueRequests = {} as const;
