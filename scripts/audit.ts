import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { auditOutcome, type LockedPackage } from './audit/auditAnswer.ts';
import { root } from './runNode.ts';

/**
 * Asks the registry for known weaknesses of the packages, and fails if one that is handed out has a grave one. What is
 * bundled for the pages is a development dependency to npm, so that all are asked for. A registry that tells nothing
 * of weaknesses, or that cannot be reached, is said and fails nothing.
 */
const question = ['audit', '--json', '--fetch-retries=1', '--fetch-timeout=30000'];

function npmAnswer(): Promise<string> {
  const npm = process.env['npm_execpath'];
  const [file, args] = npm === undefined ? ['npm', question] : [process.execPath, [npm, ...question]];
  const options = {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
    shell: npm === undefined && process.platform === 'win32',
  };
  // It ends with 1 where it found something or could not ask: what it wrote says which.
  return new Promise((resolve) => {
    execFile(file, args, options, (_, stdout) => {
      resolve(stdout);
    });
  });
}

const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const notices = await readFile('THIRD-PARTY-NOTICES.txt', 'utf8');
const bundled = new Set([...notices.matchAll(/^(\S+ \d\S*): /gm)].map(([, one = '']) => one));
const outcome = auditOutcome(await npmAnswer(), { locked: lock.packages, bundled });

switch (outcome.kind) {
  case 'told':
    for (const note of outcome.notes) console.log(`note: ${note}`);
    for (const problem of outcome.problems) console.error(problem);
    console.log(`${outcome.problems.length} grave weaknesses in what is handed out`);
    if (outcome.problems.length > 0) process.exitCode = 1;
    break;
  case 'untold':
    console.warn(
      `warning: the registry tells nothing about weaknesses (${outcome.why}); nothing was checked`,
    );
    break;
  case 'unknown':
    console.error('npm audit answered something that is neither a report nor an error of the request');
    process.exitCode = 1;
}
