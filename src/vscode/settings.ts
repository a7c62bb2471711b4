import type { WorkspaceConfiguration } from 'vscode';
import { ConfigError } from '../core/errors.ts';
import {
  parseSettings,
  SettingProblem,
  settings,
  type SettingKey,
  type Settings,
} from '../protocol/settings.ts';

/**
 * The settings as VS Code has them.
 * @throws ConfigError naming the setting whose value cannot be used
 */
export function readSettings(configuration: Pick<WorkspaceConfiguration, 'get'>): Settings {
  const keys = Object.keys(settings) as SettingKey[];
  try {
    return parseSettings(Object.fromEntries(keys.map((key) => [key, configuration.get(key)])));
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    throw new ConfigError(`The setting backbeat.${error.key} cannot be used: ${error.message}.`, {
      cause: error,
      hint: 'Correct it in the settings.',
    });
  }
}
