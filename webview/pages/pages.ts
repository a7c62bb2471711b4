import type { Page } from '../shell/page.ts';
import { mountLate } from './mountLate.ts';

const nowPlaying = async (): Promise<Page> => (await import('./nowPlaying/nowPlayingPage.ts')).nowPlayingPage;
const imports = async (): Promise<Page> => (await import('./imports/importsPage.ts')).importsPage;
const activity = async (): Promise<Page> => (await import('./activity/activityPage.ts')).activityPage;
const accounts = async (): Promise<Page> => (await import('./accounts/accountsPage.ts')).accountsPage;
const analytics = async (): Promise<Page> => {
  // Its first questions need these: loaded side by side, not one after the other.
  const [{ analyticsPage }] = await Promise.all([
    import('./analytics/analyticsPage.ts'),
    import('../answers/historyAnswers.ts'),
  ]);
  return analyticsPage;
};

/** Every page, in the order of the tabs; each is loaded when it is shown. */
export const pages: readonly Page[] = [
  { id: 'nowPlaying', title: 'Now playing', mount: mountLate(nowPlaying), prepare: nowPlaying },
  { id: 'analytics', title: 'Analytics', mount: mountLate(analytics), prepare: analytics },
  { id: 'imports', title: 'Imports', mount: mountLate(imports), prepare: imports },
  { id: 'activity', title: 'Activity', mount: mountLate(activity), prepare: activity },
  { id: 'accounts', title: 'Accounts', mount: mountLate(accounts), prepare: accounts },
];
