import {
  ApiFailure,
  badRequest,
  insufficientScope,
  noActiveDevice,
  notFound,
  notOnUserList,
  premiumRequired,
  restrictionViolated,
  unauthorized,
} from './apiFailure.ts';

export type ForbiddenReason =
  | 'notOnUserList'
  | 'ownerNotPremium'
  | 'premiumRequired'
  | 'insufficientScope'
  | 'restrictionViolated'
  | 'plainText';

export type Trouble =
  | { readonly kind: '401' }
  /** 'Access token missing', though it was there. */
  | { readonly kind: '401-missing' }
  | { readonly kind: '403'; readonly reason: ForbiddenReason }
  | { readonly kind: '404-no-device' }
  | { readonly kind: '404' }
  | { readonly kind: '400'; readonly message: string }
  | { readonly kind: '429'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'quota'; readonly retryAfterSeconds?: number }
  | { readonly kind: '500' }
  | { readonly kind: '502-plain' }
  /** The request is obeyed at once and answered late, in real time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The request is obeyed; the connection ends in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** A player command answers 204 now and takes effect `ms` later by the simulator's clock. */
  | { readonly kind: 'late'; readonly ms: number }
  /** 200 with a body that is no JSON. */
  | { readonly kind: 'garbage' }
  /** 200 with this as JSON, whatever was asked. */
  | { readonly kind: 'body'; readonly body: unknown };

/** A prefix of `METHOD /path` (with or without its parameters filled in), or an expression for the whole. */
export interface TroubleScope {
  readonly match?: string | RegExp;
}

/** Applies to the calls of the API, not to the accounts service. */
export interface Troubles {
  /** @param options `times` default 1 */
  once(trouble: Trouble, options?: TroubleScope & { readonly times?: number }): void;
  always(trouble: Trouble, options?: TroubleScope): { stop(): void };
  clear(): void;
}

/** One operation as troubles see it. */
export interface Target {
  /** `GET /tracks/{id}` */
  readonly template: string;
  /** `GET /tracks/4iV5W9uYEdYUVa79Axb7Rh` */
  readonly concrete: string;
  readonly isPlayerWrite: boolean;
}

interface Planned extends TroubleScope {
  readonly trouble: Trouble;
  left: number;
}

/** The troubles that were ordered; the oldest fitting one comes first. */
export class TroublePlan implements Troubles {
  #planned: Planned[] = [];

  once(trouble: Trouble, options: TroubleScope & { readonly times?: number } = {}): void {
    const { times = 1, ...scope } = options;
    this.#planned.push({ trouble, left: times, ...scope });
  }

  always(trouble: Trouble, options: TroubleScope = {}): { stop(): void } {
    const planned: Planned = { trouble, left: Infinity, ...options };
    this.#planned.push(planned);
    return {
      stop: () => {
        this.#planned = this.#planned.filter((other) => other !== planned);
      },
    };
  }

  clear(): void {
    this.#planned = [];
  }

  /** The trouble for this call, used up by it. */
  take(target: Target): Trouble | undefined {
    const planned = this.#planned.find(
      ({ trouble, match }) => fits(match, target) && (trouble.kind !== 'late' || target.isPlayerWrite),
    );
    if (planned === undefined) return undefined;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned = this.#planned.filter((other) => other !== planned);
    return planned.trouble;
  }

  /** For the state page. */
  describe(): readonly unknown[] {
    return this.#planned.map(({ trouble, match, left }) => ({
      ...trouble,
      match: match === undefined ? 'everything' : String(match),
      times: left === Infinity ? 'always' : left,
    }));
  }
}

function fits(match: string | RegExp | undefined, { template, concrete }: Target): boolean {
  if (match === undefined) return true;
  if (typeof match === 'string') return template.startsWith(match) || concrete.startsWith(match);
  return new RegExp(match).test(template) || new RegExp(match).test(concrete);
}

export interface PlainAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** What a trouble answers in place of the operation; `undefined` for those that only disturb its answer. */
export function instead(trouble: Trouble): ApiFailure | PlainAnswer | undefined {
  const contentType = 'text/plain; charset=utf-8';
  switch (trouble.kind) {
    case '401':
      return unauthorized('The access token expired');
    case '401-missing':
      return unauthorized('Access token missing');
    case '403':
      return forbidden(trouble.reason);
    case '404-no-device':
      return noActiveDevice();
    case '404':
      return notFound();
    case '400':
      return badRequest(trouble.message);
    case '429':
      return new ApiFailure(429, 'API rate limit exceeded', retryAfter(trouble.retryAfterSeconds));
    case 'quota':
      return new ApiFailure(429, 'Too many requests', {
        reason: 'QUOTA_EXCEEDED',
        ...retryAfter(trouble.retryAfterSeconds),
      });
    case '500':
      return new ApiFailure(500, 'Server error.');
    case '502-plain':
      return {
        status: 502,
        contentType,
        text: 'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      };
    case 'garbage':
      return { status: 200, contentType: 'application/json', text: '{"items":[{"name":"Half a Li' };
    case 'body':
      return { status: 200, contentType: 'application/json', text: JSON.stringify(trouble.body) };
    case 'slow':
    case 'cut':
    case 'late':
      return undefined;
  }
}

function forbidden(reason: ForbiddenReason): ApiFailure | PlainAnswer {
  switch (reason) {
    case 'notOnUserList':
      return notOnUserList();
    case 'ownerNotPremium':
      return new ApiFailure(403, 'Active premium subscription required for the owner of the app.');
    case 'premiumRequired':
      return premiumRequired();
    case 'insufficientScope':
      return insufficientScope();
    case 'restrictionViolated':
      return restrictionViolated();
    case 'plainText': {
      const { status, message } = notOnUserList();
      return { status, contentType: 'text/plain; charset=utf-8', text: message };
    }
  }
}

function retryAfter(seconds: number | undefined): { headers?: Readonly<Record<string, string>> } {
  return seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } };
}
