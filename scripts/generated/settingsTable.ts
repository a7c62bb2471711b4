import { settings, type SettingDefinition } from '../../src/protocol/settings.ts';
import { code, markdownTable } from './markdown.ts';

/** Every setting with its default and the environment variable that the CLI reads for it. */
export function settingsTable(): string {
  return markdownTable(
    ['Setting', 'Default', 'Environment variable', 'Meaning'],
    Object.entries<SettingDefinition>(settings).map(([key, { schema, env, description }]) => [
      code(`backbeat.${key}`),
      defaultText(schema.parse(undefined)),
      env === undefined ? '' : code(env),
      description,
    ]),
  );
}

function defaultText(value: unknown): string {
  if (value === '') return 'none';
  return code(Array.isArray(value) ? value.join(', ') : String(value));
}
