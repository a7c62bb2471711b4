import { setTimeout as delay } from 'node:timers/promises';

/** How long a file may be held by another program, such as a virus scanner, before an attempt counts as failed, ms. */
const waitsMs = [5, 10, 20, 40, 80, 160, 320, 640];

/** What Windows says of a file or folder that another program has open. */
const held = ['EPERM', 'EBUSY', 'EACCES'];

export interface HeldOptions {
  /** Default this machine's. Only Windows refuses to rename and remove what is open. */
  readonly platform?: NodeJS.Platform | undefined;
  /** Another try cannot help. */
  readonly isHopeless?: () => boolean;
}

/**
 * Does something with a file, and tries again for about a second while another program holds it. Stops the thread
 * meanwhile, as all work with files does that is not asynchronous.
 * @throws the file system's error
 */
export function whileHeld<T>(work: () => T, options: HeldOptions = {}): T {
  for (let tries = 0; ; tries++) {
    try {
      return work();
    } catch (error) {
      const wait = waitAfter(error, tries, options);
      if (wait === undefined) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    }
  }
}

/** The same for asynchronous work. */
export async function whileHeldLater<T>(work: () => Promise<T>, options: HeldOptions = {}): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const wait = waitAfter(error, tries, options);
      if (wait === undefined) throw error;
      await delay(wait);
    }
  }
}

/**
 * Whether a removal failed because something there is open, or came while it was being removed: whoever removes what
 * is no longer needed can leave it for the next time.
 */
export function isLeftBehind(error: unknown): boolean {
  return [...held, 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error));
}

function waitAfter(error: unknown, tries: number, options: HeldOptions): number | undefined {
  const { platform = process.platform, isHopeless } = options;
  if (platform !== 'win32' || !held.includes(codeOf(error)) || isHopeless?.() === true) return undefined;
  return waitsMs[tries];
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);
