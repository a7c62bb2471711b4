import * as nodeFs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { rootId, type DiskEvent, type NameChange, type NodeId } from './diskEvents.ts';

interface Opened {
  readonly node: NodeId;
  readonly appends: boolean;
  position: number;
}

const changing = [
  ...(['openSync', 'closeSync', 'writeSync', 'fsyncSync', 'writeFileSync', 'copyFileSync'] as const),
  ...(['mkdirSync', 'linkSync', 'renameSync', 'rmSync', 'rmdirSync', 'unlinkSync'] as const),
];
type Changing = (typeof changing)[number];
const changes: ReadonlySet<Changing> = new Set(
  changing.filter((name) => name !== 'openSync' && name !== 'closeSync'),
);

/**
 * Notes all that this process does to the files below a folder. It stands behind `node:fs` itself, so nothing that the
 * product writes passes it by, whichever of its ports it goes through. The files are real.
 */
export class RecordedFs {
  readonly events: DiskEvent[] = [];
  readonly #root: string;
  /** Names as a running program sees them, by folder. */
  readonly #folders = new Map<NodeId, Map<string, NodeId>>([[rootId, new Map()]]);
  /** Files, with their sizes. */
  readonly #sizes = new Map<NodeId, number>();
  readonly #open = new Map<number, Opened>();
  #nodes = rootId;
  #depth = 0;
  #callsLeft = Infinity;

  /** @param root an empty folder that is there and stays */
  constructor(root: string) {
    this.#root = root;
  }

  /** @param work while it runs, everything is recorded */
  async during(work: () => Promise<void>): Promise<void> {
    const fs = createRequire(import.meta.url)('node:fs') as Record<Changing, (...args: never[]) => unknown>;
    const real = Object.fromEntries(changing.map((name) => [name, fs[name]])) as Record<Changing, never>;
    for (const name of changing) {
      fs[name] = (...args: never[]): unknown => this.#call(name, real[name], args);
    }
    syncBuiltinESMExports();
    try {
      await work();
    } finally {
      Object.assign(fs, real);
      syncBuiltinESMExports();
    }
  }

  /** From the nth call on nothing is done any more, as if the process were dead. @param nth from 0 */
  dieAt(nth: number): void {
    this.#callsLeft = nth;
  }

  /** The next process lives. */
  revive(): void {
    this.#callsLeft = Infinity;
    this.#open.clear();
  }

  settle(): void {
    this.events.push({ kind: 'settle' });
  }

  step(step: number, isDone: boolean): void {
    this.events.push({ kind: 'step', step, isDone });
  }

  #call(name: Changing, real: (...args: unknown[]) => unknown, args: readonly unknown[]): unknown {
    // What Node's own functions call among each other is one call.
    if (this.#depth > 0) return real(...args);
    if (this.#callsLeft <= 0) throw new Error('This process is dead.');
    if (changes.has(name)) this.#callsLeft--;
    this.#depth++;
    try {
      const before = name === 'rmSync' ? nodeFs.existsSync(String(args[0])) : true;
      const result = real(...args);
      if (before) this.#note(name, args, result);
      return result;
    } finally {
      this.#depth--;
    }
  }

  #note(name: Changing, args: readonly unknown[], result: unknown): void {
    const [first, second] = args;
    switch (name) {
      case 'openSync':
        this.#noteOpen(String(first), second as string | number, Number(result));
        return;
      case 'closeSync':
        this.#open.delete(Number(first));
        return;
      case 'writeSync': {
        const [fd, bytes, from = 0] = args as [number, Uint8Array, number?];
        const file = this.#open.get(fd);
        if (file !== undefined) this.#write(file, bytes.slice(from, from + Number(result)));
        return;
      }
      case 'fsyncSync': {
        const file = this.#open.get(Number(first));
        if (file !== undefined) this.events.push({ kind: 'sync', node: file.node });
        return;
      }
      case 'writeFileSync':
      case 'copyFileSync': {
        const path = String(name === 'copyFileSync' ? second : first);
        if (!this.#isInside(path)) return;
        const node = this.#emptied(path);
        this.#write({ node, appends: false, position: 0 }, new Uint8Array(nodeFs.readFileSync(path)));
        return;
      }
      case 'mkdirSync':
        this.#noteFolder(String(first));
        return;
      case 'linkSync':
        if (this.#isInside(String(second)))
          this.#names(this.#change(String(second), this.#find(String(first))));
        return;
      case 'renameSync': {
        const [from, to] = [String(first), String(second)];
        const node = this.#isInside(from) ? this.#find(from) : undefined;
        // Two names of one file: the system leaves both.
        if (node === undefined || node === this.#find(to)) return;
        this.#names(this.#change(to, node), this.#change(from, undefined));
        return;
      }
      case 'rmSync':
      case 'rmdirSync':
      case 'unlinkSync':
        if (this.#isInside(String(first))) this.#remove(String(first));
    }
  }

  #noteOpen(path: string, flags: string | number, fd: number): void {
    if (!this.#isInside(path)) return;
    const found = this.#find(path);
    const isTruncated = typeof flags === 'string' && flags.startsWith('w');
    const node = found === undefined || isTruncated ? this.#emptied(path) : found;
    const appends =
      typeof flags === 'string' ? flags.startsWith('a') : (flags & nodeFs.constants.O_APPEND) !== 0;
    this.#open.set(fd, { node, appends, position: 0 });
  }

  /** A file without content under a name: a new one, or the one that has it. */
  #emptied(path: string): NodeId {
    const found = this.#find(path);
    if (found !== undefined) {
      this.events.push({ kind: 'truncate', node: found, length: 0 });
      this.#sizes.set(found, 0);
      return found;
    }
    const node = ++this.#nodes;
    this.#sizes.set(node, 0);
    this.#names(this.#change(path, node));
    return node;
  }

  #write(file: Opened, bytes: Uint8Array): void {
    const size = this.#sizes.get(file.node) ?? 0;
    const at = file.appends ? size : file.position;
    this.events.push({ kind: 'write', node: file.node, at, bytes });
    file.position = at + bytes.length;
    this.#sizes.set(file.node, Math.max(size, file.position));
  }

  #noteFolder(path: string): void {
    if (!this.#isInside(path) || path === this.#root || this.#find(path) !== undefined) return;
    this.#noteFolder(dirname(path));
    const node = ++this.#nodes;
    this.#folders.set(node, new Map());
    this.events.push({ kind: 'folder', node });
    this.#names(this.#change(path, node));
  }

  #remove(path: string): void {
    const node = this.#find(path);
    const names = node === undefined ? undefined : this.#folders.get(node);
    for (const name of [...(names?.keys() ?? [])]) this.#remove(join(path, name));
    if (node !== undefined) this.#names(this.#change(path, undefined));
  }

  #names(...changes: readonly NameChange[]): void {
    for (const { folder, name, to } of changes) {
      if (to === undefined) this.#folders.get(folder)?.delete(name);
      else this.#folders.get(folder)?.set(name, to);
    }
    this.events.push({ kind: 'names', changes });
  }

  #change(path: string, to: NodeId | undefined): NameChange {
    const folder = this.#find(dirname(path));
    if (folder === undefined) throw new Error(`${path} is in a folder that nobody made`);
    return { folder, name: basename(path), to };
  }

  #find(path: string): NodeId | undefined {
    const parts = relative(this.#root, path)
      .split(sep)
      .filter((part) => part !== '');
    return parts.reduce<NodeId | undefined>(
      (node, part) => (node === undefined ? undefined : this.#folders.get(node)?.get(part)),
      rootId,
    );
  }

  #isInside(path: string): boolean {
    return path === this.#root || path.startsWith(this.#root + sep);
  }
}
