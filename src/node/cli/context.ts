import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { createApp, type App } from '../../core/app.ts';
import { ConfigError } from '../../core/errors.ts';
import type { Measured } from '../../core/observe/tally.ts';
import type { Logger } from '../../core/ports.ts';
import type { Transport } from '../../core/spotify/transport.ts';
import { logLevels, type LogLevel } from '../../protocol/events.ts';
import {
  settings as settingDefinitions,
  type SettingDefinition,
  type Settings,
} from '../../protocol/settings.ts';
import { settingsFromEnvironment } from '../envSettings.ts';
import { endSafely } from '../endSafely.ts';
import { createObserve, type ProcessObserve } from '../observe/createObserve.ts';
import { measureProcess } from '../observe/measureProcess.ts';
import { secretsOfTransport } from '../observe/secretsOfTransport.ts';
import { secretsOfVault } from '../observe/secretsOfVault.ts';
import { stderrLogger } from '../loggers/stderrLogger.ts';
import { createUndiciTransport } from '../http/undiciTransport.ts';
import { chatPages } from '../mcp/chatPages.ts';
import { hostOpener } from '../openHost.ts';
import { takeSecrets } from '../secretEnvironment.ts';
import { systemClock } from '../systemClock.ts';
import { timers } from '../timers.ts';
import { terminalOf, type Terminal } from '../terminal/terminal.ts';
import { cliVault, type CliVault } from '../vault/cliVault.ts';

/** Options that every command takes. */
export interface CommonOptions {
  readonly dataDir?: string;
  readonly account?: string;
  readonly json?: boolean;
}

/** What a command works with. */
export interface CliContext {
  readonly app: App;
  readonly logger: Logger;
  readonly observe: ProcessObserve;
  /** What this process did so far, in figures. */
  readonly measured: Measured;
  readonly dataDir: string;
  readonly settings: Settings;
  /** Where this process keeps sign-ins; opened at its first use. */
  readonly vault: CliVault;
  readonly transport: Transport;
  readonly terminal: Terminal;
  readonly json: boolean;
  /** The `account` argument of every question; empty where none was named. */
  readonly account: { readonly account?: string };
  /** Writes the answer to stdout: as JSON with `--json`, else as drawn. */
  readonly answer: <T>(result: T, draw: (result: T, terminal: Terminal) => string) => void;
}

/** Where the history lies unless `--data-dir` or BACKBEAT_DATA_DIR says otherwise. */
export function defaultDataDir(): string {
  return process.env['BACKBEAT_DATA_DIR'] ?? envPaths('backbeat', { suffix: '' }).data;
}

/**
 * Makes a command's context from the options and the environment.
 * @param overrides settings given on the command line, as text
 * @throws ConfigError
 */
export function createCliContext(
  version: string,
  options: CommonOptions,
  overrides: Readonly<Record<string, string | undefined>> = {},
): CliContext {
  const secrets = takeSecrets(process.env);
  const settings = settingsFromEnvironment({ ...process.env, ...overrides });
  const observe = createObserve();
  const measured = measureProcess(observe);
  for (const secret of Object.values(secrets)) observe.redactor.keep(secret);
  const logger = stderrLogger(logLevel(), observe);
  endSafely(logger);
  const dataDir = options.dataDir ?? defaultDataDir();
  const stored = cliVault({
    dataDir,
    configDir: envPaths('backbeat', { suffix: '' }).config,
    env: { ...process.env, ...secrets },
    logger,
    notify: (sentence) => void process.stderr.write(`${sentence}\n`),
  });
  const vault = { ...stored, ...secretsOfVault(stored, observe.redactor) };
  const transport = secretsOfTransport(createUndiciTransport({ version }), observe.redactor);
  const openHost = hostOpener({
    dataDir,
    version,
    ...{ logger, observe, measured, onLogLine: logger.onLine },
    workerFile: join(import.meta.dirname, 'worker.cjs'),
    settings: () => settings,
    clock: systemClock,
    transport,
    vault,
  });
  const app = createApp({
    ...{ logger, observe, version, openHost },
    chatPages: chatPages(join(import.meta.dirname, 'apps')),
    settings: () => settings,
    randomBytes: (length) => randomBytes(length),
    timers,
  });
  const terminal = terminalOf(process.stdout, process.env);
  return {
    app: {
      ...app,
      dispose: () => {
        app.dispose();
        transport.dispose();
      },
    },
    logger,
    observe,
    measured,
    dataDir,
    settings,
    vault,
    transport,
    terminal,
    json: options.json === true,
    account: options.account === undefined ? {} : { account: options.account },
    answer: (result, draw) => {
      process.stdout.write(
        `${options.json === true ? JSON.stringify(result, null, 2) : draw(result, terminal)}\n`,
      );
    },
  };
}

function logLevel(): LogLevel {
  const level = process.env['BACKBEAT_LOG'] ?? 'error';
  const known = logLevels.find((name) => name === level);
  if (known !== undefined) return known;
  throw new ConfigError(`The environment variable BACKBEAT_LOG cannot be "${level}".`, {
    hint: `Use one of ${logLevels.join(', ')}.`,
  });
}

/** The settings as the CLI's help lists them. */
export function environmentHelp(): string {
  const rows = Object.values<SettingDefinition>(settingDefinitions).flatMap(({ env, description, schema }) =>
    env === undefined
      ? []
      : `  ${env}\n      ${description} Default: ${JSON.stringify(schema.parse(undefined))}`,
  );
  return `\nEnvironment variables:\n${rows.join('\n')}\n  BACKBEAT_DATA_DIR\n      Folder of the history.\n`;
}
