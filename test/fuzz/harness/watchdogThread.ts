import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { keepFound } from './corpus.ts';
import type { WatchdogData } from './watchdog.ts';

/** Looks on while inputs are tried. A minute for a few kilobytes is no slow machine, it is a hang. */
const { target, state, bytes } = workerData as WatchdogData;
const lookMs = 1_000;
const mostLooks = 60;
const stderr = 2;

let seen = 0;
let looks = 0;
setInterval(() => {
  const now = Atomics.load(state, 0);
  const isSame = now === seen && now % 2 === 1;
  looks = isSame ? looks + 1 : 0;
  seen = now;
  if (looks < mostLooks) return;
  const path = keepFound(target, bytes.slice(0, Atomics.load(state, 1)));
  writeSync(stderr, `${target} hangs on an input, which is kept as ${path}\n`);
  process.kill(process.pid, 'SIGKILL');
}, lookMs);
