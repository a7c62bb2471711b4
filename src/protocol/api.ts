import type { EventName, EventOf } from './events.ts';
import type { Method, ParamsOf, ProgressOf, ResultOf } from './requests.ts';

/** Something with a lifetime. Disposing twice is allowed and does nothing the second time. */
export interface Disposable {
  dispose(): void;
}

/** What a caller may add to a request. */
export interface CallOptions<M extends Method> {
  /** Cancels the request on the other side as well. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ProgressOf<M>) => void;
}

/**
 * The one typed door to Backbeat's core. In the host it calls straight in; elsewhere it is the near end of a
 * {@link ../protocol/peer.ts peer}. Rejects with the error that the other side threw, code and hint intact.
 */
export interface Api {
  call<M extends Method>(method: M, params: ParamsOf<M>, options?: CallOptions<M>): Promise<ResultOf<M>>;
  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): Disposable;
}
