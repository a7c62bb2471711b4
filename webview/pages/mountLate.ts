import type { Disposable } from '../../src/protocol/api.ts';
import type { Page } from '../shell/page.ts';

/** Mounts a page whose code is loaded when it is first shown, or was a little before. */
export function mountLate(load: () => Promise<Page>): Page['mount'] {
  return (root, context) => {
    let shown: Disposable | undefined;
    let disposed = false;
    load().then((page) => {
      if (!disposed) shown = page.mount(root, context);
    }, context.showError);
    return {
      dispose: () => {
        disposed = true;
        shown?.dispose();
      },
    };
  };
}
