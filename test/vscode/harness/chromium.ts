import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { HarnessError } from './harnessError.ts';

const programs = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // The tests talk to this machine only.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** The browser to test in: BACKBEAT_CHROMIUM, else the first Chromium, Chrome or Edge in its usual place. */
export function findChromium(): string {
  const named = process.env.BACKBEAT_CHROMIUM;
  const usual = programs[process.platform as keyof typeof programs] ?? [];
  const found = (named === undefined ? usual : [named]).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new HarnessError(
    named === undefined
      ? 'No Chromium was found on this machine.'
      : `BACKBEAT_CHROMIUM names no file: ${named}.`,
    'Install one (Debian: apt-get install chromium) or set BACKBEAT_CHROMIUM to the path of a Chromium or Chrome.',
  );
}

/** Starts the browser without a window. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: flags });
}
