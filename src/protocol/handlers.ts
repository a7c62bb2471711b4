import type * as z from 'zod';
import type {
  CollectorMethod,
  HistoryMethod,
  HostMethod,
  Method,
  PanelMethod,
  ProgressOf,
  requests,
  ResultOf,
  SpotifyMethod,
  VaultMethod,
} from './requests.ts';

/** What the answering side of a request gets beside its params. */
export interface HandlerContext<M extends Method> {
  /** Raised when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  readonly progress: (progress: ProgressOf<M>) => void;
}

/** The answering side of one request; the params were checked before. */
export type Handler<M extends Method> = (
  params: z.output<(typeof requests)[M]['params']>,
  context: HandlerContext<M>,
) => ResultOf<M> | Promise<ResultOf<M>>;

/** The answering side of every request. */
export type Handlers = { readonly [M in Method]: Handler<M> };

export type HistoryHandlers = Pick<Handlers, HistoryMethod>;
export type SpotifyHandlers = Pick<Handlers, SpotifyMethod>;
export type CollectorHandlers = Pick<Handlers, CollectorMethod>;
export type HostHandlers = Pick<Handlers, HostMethod>;
export type VaultHandlers = Pick<Handlers, VaultMethod>;
export type PanelHandlers = Pick<Handlers, PanelMethod>;
