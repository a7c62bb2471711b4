import type { Disposable } from '../../../src/protocol/api.ts';

/** Runs once, when the element is in view or soon will be. */
export function whenSeen(element: Element, run: () => void): Disposable {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      run();
    },
    { rootMargin: '400px 0px' },
  );
  observer.observe(element);
  return {
    dispose: () => {
      observer.disconnect();
    },
  };
}
