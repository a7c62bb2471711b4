import type { commands } from '../../../src/protocol/ids.ts';
import type { SettingKey } from '../../../src/protocol/settings.ts';

/** One thing of ours that does what a row is about; the test looks up every name and every argument in it. */
export type Way =
  | {
      readonly tool: string;
      /** A call that the tool's input schema accepts; `…` stands for what the caller knows. */
      readonly args?: Readonly<Record<string, unknown>>;
    }
  | { readonly prompt: string; readonly args?: readonly string[] }
  /** Address of a resource, or of a template with `{id}`. */
  | { readonly resource: string }
  /** Command of the editor. */
  | { readonly command: keyof typeof commands }
  /** Command of the terminal, without `backbeat`. */
  | { readonly cli: string; readonly options?: readonly string[] }
  | { readonly setting: SettingKey }
  /** What holds for the whole server, with the test that keeps it so. */
  | { readonly rule: string; readonly test: string };

interface Named {
  readonly capability: string;
  /** What the others call it: tools, prompts, resources, or the server that has it. */
  readonly reference: readonly string[];
}

/** It is there. */
export interface ServedRow extends Named {
  readonly does: readonly [Way, ...Way[]];
  readonly gone?: never;
  readonly notOffered?: never;
  /** What differs or is to be known; no sentence, so without a full stop. */
  readonly note?: string;
}

/** Spotify took it away from new apps. */
export interface GoneRow extends Named {
  readonly does?: never;
  readonly notOffered?: never;
  readonly gone: {
    /** `YYYY-MM-DD`. */
    readonly since: string;
    readonly ways?: readonly Way[];
    /** What replaces it, or that nothing does; behind `ways`, where there are any. */
    readonly instead: string;
    /** What does it for an app that Spotify still gives it to. */
    readonly extended?: readonly Way[];
  };
}

/** It is not there, for a reason. */
export interface NotOfferedRow extends Named {
  readonly does?: never;
  readonly gone?: never;
  readonly notOffered: string;
}

/** What somebody else's server does, and what came of it here: one of three. */
export type ParityRow = ServedRow | GoneRow | NotOfferedRow;

/** Rows of one table. */
export interface ParityGroup {
  readonly title: string;
  readonly rows: readonly ParityRow[];
}

/** A chapter of the page. */
export interface ParitySection {
  readonly title: string;
  readonly intro: string;
  readonly groups: readonly ParityGroup[];
}

/** Days on which Spotify took operations from new apps (Spotify for Developers: blog and Web API changelog). */
export const closed = { in2024: '2024-11-27', in2026: '2026-02-11' } as const;
