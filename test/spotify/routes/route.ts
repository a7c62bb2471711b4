import type { IncomingHttpHeaders } from 'node:http';
import type { SeededRandom } from '../../fixtures/seededRandom.ts';
import { badRequest, insufficientScope, unauthorized } from '../apiFailure.ts';
import type { SimCatalogue } from '../catalogue.ts';
import type { Links, ResumePoint } from '../itemBodies.ts';
import type { PlaylistStore } from '../playlists.ts';
import type { SimulatorClock } from '../simulatorClock.ts';
import type { SimulatedUser } from '../users.ts';

/** Everything that the operations read and change. */
export interface World {
  readonly clock: SimulatorClock;
  readonly random: SeededRandom;
  readonly catalogue: SimCatalogue;
  readonly playlists: PlaylistStore;
  readonly users: readonly SimulatedUser[];
  readonly links: Links;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; `undefined` = no body. */
  readonly body?: unknown;
  /** What the command does, at once or late. */
  readonly effect?: (at: number) => void;
}

export interface CallParts {
  readonly world: World;
  /** The full URL of the request. */
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  /** `undefined` for an app token. */
  readonly user: SimulatedUser | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** One authorised request on its way through an operation. */
export class Call {
  readonly world: World;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  readonly user: SimulatedUser | undefined;
  readonly scopes: ReadonlySet<string>;
  readonly #params: Readonly<Record<string, string>>;

  constructor(parts: CallParts) {
    this.world = parts.world;
    this.url = parts.url;
    this.query = parts.url.searchParams;
    this.headers = parts.headers;
    this.rawBody = parts.rawBody;
    this.user = parts.user;
    this.scopes = parts.scopes;
    this.#params = parts.params;
  }

  /** The user of the token; app tokens have none. */
  get me(): SimulatedUser {
    if (this.user === undefined) throw unauthorized('Valid user authentication required');
    return this.user;
  }

  get links(): Links {
    return this.world.links;
  }

  readonly resumePoint: ResumePoint = (uri) => {
    if (this.user === undefined || !this.scopes.has('user-read-playback-position')) return undefined;
    return this.user.player.resumePoints.get(uri) ?? 0;
  };

  param(name: string): string {
    return this.#params[name] ?? '';
  }

  required(name: string): string {
    const value = this.query.get(name);
    if (value === null || value === '') throw badRequest(`Missing required field: ${name}`);
    return value;
  }

  requireScope(...scopes: readonly string[]): void {
    if (!scopes.every((scope) => this.scopes.has(scope))) throw insufficientScope();
  }

  /** The JSON object of the body; an empty body is an empty object. */
  json(): Readonly<Record<string, unknown>> {
    const text = this.rawBody.toString('utf8');
    if (text.trim() === '') return {};
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw Object.assign(badRequest('Error parsing JSON.'), { cause });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw badRequest('Error parsing JSON.');
    }
    return value as Readonly<Record<string, unknown>>;
  }
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/v1`, with `{name}` for a part that varies. */
  readonly path: string;
  /** All of these must have been granted; what depends on the request is asked for by `run`. */
  readonly scopes: readonly string[];
  readonly needs: 'anyToken' | 'user' | 'premium';
  run(call: Call): Answer;
}

type Run = (call: Call) => Answer;
type Method = Route['method'];

/** An operation that an app token may call too. */
export function openRoute(method: Method, path: string, scopes: readonly string[], run: Run): Route {
  return { method, path, scopes, needs: 'anyToken', run };
}

export function userRoute(method: Method, path: string, scopes: readonly string[], run: Run): Route {
  return { method, path, scopes, needs: 'user', run };
}

/** A command to the player. */
export function playerRoute(method: Method, path: string, run: Run): Route {
  return { method, path, scopes: ['user-modify-playback-state'], needs: 'premium', run };
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}
