import type { Page } from '../shell/page.ts';
import { analyticsPage } from './analytics/analyticsPage.ts';

/** Every page, in the order of the tabs. */
export const pages: readonly Page[] = [analyticsPage];
