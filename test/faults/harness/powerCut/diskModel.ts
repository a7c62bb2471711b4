import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootId, type DiskEvent, type NameChange, type NodeId } from './diskEvents.ts';

/** What a disk writes whole or not at all, bytes. */
export const sectorBytes = 512;

/** Content that was written since the last fsync, beside the content that is on the medium. */
export interface DirtyFile {
  readonly node: NodeId;
  readonly durable: Uint8Array;
  readonly written: Uint8Array;
}

/** What is on a medium after a power cut. */
export interface CutState {
  readonly names: ReadonlyMap<NodeId, ReadonlyMap<string, NodeId>>;
  readonly content: ReadonlyMap<NodeId, Uint8Array>;
}

/**
 * A disk and the cache before it. What was synced is on the medium; of everything else POSIX promises nothing: names
 * that were given and taken may be there or not, each for itself, and so may each sector of what was written.
 */
export class DiskModel {
  readonly #durableNames = new Map<NodeId, Map<string, NodeId>>([[rootId, new Map()]]);
  readonly #durable = new Map<NodeId, Uint8Array>();
  readonly #written = new Map<NodeId, Uint8Array>();
  #pending: (readonly NameChange[])[] = [];

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'folder':
        this.#durableNames.set(event.node, new Map());
        return;
      case 'write': {
        const old = this.#read(event.node);
        const bytes = new Uint8Array(Math.max(old.length, event.at + event.bytes.length));
        bytes.set(old);
        bytes.set(event.bytes, event.at);
        this.#written.set(event.node, bytes);
        return;
      }
      case 'truncate':
        this.#written.set(event.node, this.#read(event.node).slice(0, event.length));
        return;
      case 'names':
        this.#pending.push(event.changes);
        return;
      case 'sync':
        this.#sync(event.node);
        return;
      case 'settle':
        for (const node of [...this.#written.keys(), ...this.#durableNames.keys()]) this.#sync(node);
        return;
      case 'step':
    }
  }

  /** Changes of names that are in the cache only, call by call. */
  get pending(): readonly (readonly NameChange[])[] {
    return this.#pending;
  }

  /** Files whose content is in the cache only, or in part. */
  get dirty(): readonly DirtyFile[] {
    return [...this.#written].map(([node, written]) => ({
      ...{ node, written },
      durable: this.#durable.get(node) ?? new Uint8Array(),
    }));
  }

  /** All that a running program sees. */
  get current(): CutState {
    return this.cut(this.#pending.flat(), this.#written);
  }

  /**
   * @param kept changes that came to the medium, in their order
   * @param content of dirty files; of one that is not there: what was synced
   */
  cut(kept: readonly NameChange[], content: ReadonlyMap<NodeId, Uint8Array>): CutState {
    const names = new Map([...this.#durableNames].map(([node, own]) => [node, new Map(own)]));
    for (const change of kept) give(names, change);
    return { names, content: new Map([...this.#durable, ...content]) };
  }

  #read(node: NodeId): Uint8Array {
    return this.#written.get(node) ?? this.#durable.get(node) ?? new Uint8Array();
  }

  #sync(node: NodeId): void {
    const written = this.#written.get(node);
    if (written !== undefined) {
      this.#durable.set(node, written);
      this.#written.delete(node);
    }
    if (!this.#durableNames.has(node)) return;
    // Of a renaming between two folders only the half in this one is sure.
    this.#pending = this.#pending.flatMap((changes) => {
      for (const change of changes) if (change.folder === node) give(this.#durableNames, change);
      const left = changes.filter(({ folder }) => folder !== node);
      return left.length > 0 ? [left] : [];
    });
  }
}

function give(names: ReadonlyMap<NodeId, Map<string, NodeId>>, { folder, name, to }: NameChange): void {
  if (to === undefined) names.get(folder)?.delete(name);
  else names.get(folder)?.set(name, to);
}

/** Makes real files of a state, with two names for one file where there are two. */
export function writeState({ names, content }: CutState, root: string): void {
  const placed = new Map<NodeId, string>();
  const place = (folder: NodeId, path: string): void => {
    for (const [name, node] of names.get(folder) ?? []) {
      const at = join(path, name);
      const other = placed.get(node);
      if (names.has(node)) {
        // A folder has one name; the second one is what a renaming left of its old one.
        if (other !== undefined) continue;
        mkdirSync(at, { mode: 0o700 });
        placed.set(node, at);
        place(node, at);
      } else if (other === undefined) {
        writeFileSync(at, content.get(node) ?? new Uint8Array(), { mode: 0o600 });
        placed.set(node, at);
      } else linkSync(other, at);
    }
  };
  place(rootId, root);
}

/** Equal for states that no program can tell apart. */
export function keyOfState({ names, content }: CutState, hash: (bytes: Uint8Array) => string): string {
  const numbers = new Map<NodeId, number>();
  const text = (folder: NodeId, path: string): string[] =>
    [...(names.get(folder) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, node]) => {
        const at = `${path}/${name}`;
        if (names.has(node)) return [at, ...text(node, at)];
        const number = numbers.get(node) ?? numbers.size;
        numbers.set(node, number);
        return [`${at} ${number} ${hash(content.get(node) ?? new Uint8Array())}`];
      });
  return text(rootId, '').join('\n');
}
