import type { ToldListen } from './madeListens.ts';
import type { ImportStep, Step } from './step.ts';

/** What must be in a history: all that was acknowledged. */
export class Truth {
  /** By account: what each source told, as {@link keyOf} writes it. */
  readonly listens = new Map<string, Set<string>>();
  /** By account: ids of kept states. */
  readonly states = new Map<string, Set<string>>();
  /** Imports that came to their end. */
  imports: ImportStep[] = [];
  /** By account: polls that were acknowledged. */
  readonly polls = new Map<string, number>();

  acknowledge(step: Step): void {
    switch (step.kind) {
      case 'poll':
      case 'import':
        for (const one of step.units.flat()) setOf(this.listens, step.account).add(keyOf(one));
        if (step.kind === 'poll') this.polls.set(step.account, (this.polls.get(step.account) ?? 0) + 1);
        else if (!this.imports.includes(step)) this.imports.push(step);
        return;
      case 'state':
        if (step.isRemoved) setOf(this.states, step.account).delete(step.id);
        else setOf(this.states, step.account).add(step.id);
        return;
      case 'delete':
        this.listens.delete(step.account);
        this.states.delete(step.account);
        this.polls.delete(step.account);
        this.imports = this.imports.filter(({ account }) => account !== step.account);
    }
  }

  get rows(): number {
    return [...this.listens.values()].reduce((sum, { size }) => sum + size, 0);
  }
}

export function keyOf({ source, endedAt, uri }: ToldListen): string {
  return `${source} ${endedAt} ${uri}`;
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  const found = map.get(key) ?? new Set();
  map.set(key, found);
  return found;
}
