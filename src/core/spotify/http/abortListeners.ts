const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back once the signal is raised, which it is not yet. However many wait on one signal, it has one listener:
 * the platform warns of a leak from eleven on, and a tool that asks for 20 items at once is none.
 * @returns takes the callback back
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const waiting = listeners.get(signal) ?? listen(signal);
  waiting.add(callback);
  return () => void waiting.delete(callback);
}

function listen(signal: AbortSignal): Set<() => void> {
  const waiting = new Set<() => void>();
  listeners.set(signal, waiting);
  signal.addEventListener('abort', () => [...waiting].forEach((callback) => callback()), { once: true });
  return waiting;
}
