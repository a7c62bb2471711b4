/** Pages of the panel, in the order of their tabs. */
export const pageIds = ['nowPlaying', 'analytics', 'imports', 'activity', 'accounts'] as const;
export type PageId = (typeof pageIds)[number];
