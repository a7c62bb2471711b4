import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Adds up what vitest's JSON reports say and prints 'passed failed'. A report that is not there failed. */
let passed = 0;
let failed = 0;
for (const path of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    // A file that fails before its first test, or a run that fails for all its tests' success.
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    ).length;
    failed += broken;
    if (!report.success && report.numFailedTests + broken === 0) failed += 1;
  } catch {
    failed += 1;
  }
}
process.stdout.write(`${passed} ${failed}\n`);
