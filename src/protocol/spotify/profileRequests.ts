/** The account's profile and top lists. */
export const profileRequests = {} as const;
