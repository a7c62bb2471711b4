import type { Page } from '../shell/page.ts';
import { accountsPage } from './accounts/accountsPage.ts';
import { activityPage } from './activity/activityPage.ts';
import { analyticsPage } from './analytics/analyticsPage.ts';
import { importsPage } from './imports/importsPage.ts';
import { nowPlayingPage } from './nowPlaying/nowPlayingPage.ts';

/** Every page, in the order of the tabs. */
export const pages: readonly Page[] = [
  nowPlayingPage,
  analyticsPage,
  importsPage,
  activityPage,
  accountsPage,
];
