import { profileParams, profileResult, topItemsParams, topItemsResult } from './profile.ts';

/** The account's profile and top lists. */
export const profileRequests = {
  'spotify.profile': { params: profileParams, result: profileResult },
  'spotify.top': { params: topItemsParams, result: topItemsResult },
} as const;
