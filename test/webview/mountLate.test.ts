import { describe, expect, it, vi } from 'vitest';
import { mountLate } from '../../webview/pages/mountLate.ts';
import type { Page, PageContext } from '../../webview/shell/page.ts';
import { settled } from './openPanel.ts';

const context = { showError: vi.fn() } as unknown as PageContext;
const dispose = vi.fn();
const page: Page = {
  id: 'imports',
  title: 'Imports',
  mount: (root) => {
    root.textContent = 'here';
    return { dispose };
  },
};

describe('a page that is loaded when it is shown', () => {
  it('is mounted once it is there, and disposed of with its place', async () => {
    const root = document.createElement('div');
    const mounted = mountLate(() => Promise.resolve(page))(root, context);
    expect(root.textContent).toBe('');
    await settled();
    expect(root.textContent).toBe('here');
    mounted.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('is not mounted any more where another one is shown meanwhile', async () => {
    const root = document.createElement('div');
    mountLate(() => Promise.resolve(page))(root, context).dispose();
    await settled();
    expect(root.textContent).toBe('');
  });

  it('that cannot be loaded says so', async () => {
    const gone = new TypeError('Failed to fetch dynamically imported module');
    mountLate(() => Promise.reject(gone))(document.createElement('div'), context);
    await settled();
    expect(context.showError).toHaveBeenCalledWith(gone);
  });
});
