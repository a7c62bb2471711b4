/** A file or a folder, whatever names it has. */
export type NodeId = number;

/** The folder under which everything is recorded. */
export const rootId: NodeId = 0;

/** A name in a folder is given to a node, or taken away (`undefined`). */
export interface NameChange {
  readonly folder: NodeId;
  readonly name: string;
  readonly to: NodeId | undefined;
}

/** What a program did to a disk, in its order, and what it had acknowledged by then. */
export type DiskEvent =
  | { readonly kind: 'folder'; readonly node: NodeId }
  | { readonly kind: 'write'; readonly node: NodeId; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly node: NodeId; readonly length: number }
  /** All changes of one call: two of a renaming. */
  | { readonly kind: 'names'; readonly changes: readonly NameChange[] }
  /** Of a file: its bytes; of a folder: its names. */
  | { readonly kind: 'sync'; readonly node: NodeId }
  /** All of it came to the medium, as time does it. */
  | { readonly kind: 'settle' }
  /** A request was made (`isDone` false), or its answer was given. */
  | { readonly kind: 'step'; readonly step: number; readonly isDone: boolean };
