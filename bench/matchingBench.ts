import { endWindowMs, maxStartHeardMs, startWindowMs } from '../src/core/history/matching.ts';
import { median, printFigures, printTable } from './figures.ts';
import { jitters, madeHistory, noise, type MadeListen } from './matching/madeHistory.ts';
import {
  anyWithinAMinute,
  equality,
  oneToOneRule,
  sameWithin90Seconds,
  type Rule,
} from './matching/rules.ts';

const windows = [10, 20, 30, 45, 60, 75, 90, 120, 180, 300];
const starts = [0, 5, 15, 30, 60];
const runs = 3;

/**
 * Made listeners whose truth is known: how many plays each rule gets exactly right, with different widths of the
 * window, and beside the rules of peers on the same rows.
 * Arguments: number of listens (100,000).
 */
export function matchingBench([count = '100000']: readonly string[]): Promise<void> {
  const listens = Number(count);
  printFigures({
    listens,
    'end window, ms': endWindowMs,
    'start window, ms': startWindowMs,
    ...Object.fromEntries(Object.entries(noise).map(([name, share]) => [`noise: ${name}`, share])),
  });
  for (const jitter of jitters) {
    const parts = jitter.parts.map(([share, seconds]) => `${share * 100} % within ${seconds} s`);
    process.stdout.write(`\nplayed_at, ${jitter.name}: ${parts.join(', ')}\n`);
    const made = madeHistory(listens, jitter, 1);
    const ours = (endMs: number, startMs: number): Rule => oneToOneRule({ endMs, startMs, maxStartHeardMs });
    printTable(
      ['rule', 'false merges', 'missed', 'exact plays %', 'ms per 100,000 rows'],
      [
        ...windows.map((seconds) =>
          judged(`one to one, ${seconds} s`, ours(seconds * 1000, startWindowMs), made),
        ),
        ...starts.map((seconds) =>
          judged(`  start within ${seconds} s`, ours(endWindowMs, seconds * 1000), made),
        ),
        judged('equal second and id', equality, made),
        judged('any row within 60 s', anyWithinAMinute, made),
        judged('same id within 90 s', sameWithin90Seconds, made),
      ],
    );
  }
  return Promise.resolve();
}

/**
 * A false merge is a listen that no row tells any more, a missed match one that two rows tell. The plays are exact
 * where one row tells a listen.
 */
function judged(name: string, rule: Rule, made: readonly MadeListen[]): (string | number)[] {
  const times: number[] = [];
  let told = rule(made);
  for (let run = 0; run < runs; run++) {
    const before = performance.now();
    told = rule(made);
    times.push(performance.now() - before);
  }
  let rows = 0;
  let known = 0;
  let lost = 0;
  let double = 0;
  for (const [index, { extended, api }] of made.entries()) {
    const reported = (extended ? 1 : 0) + (api ? 1 : 0);
    if (reported === 0) continue;
    const speaking = (told.extended[index] as number) + (told.api[index] as number);
    rows += reported;
    known++;
    if (speaking === 0) lost++;
    if (speaking === 2) double++;
  }
  const exact = (100 * (known - lost - double)) / known;
  return [name, lost, double, exact.toFixed(3), (median(times) / rows) * 100_000];
}
