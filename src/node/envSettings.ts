import type * as z from 'zod';
import { ConfigError } from '../core/errors.ts';
import {
  parseSettings,
  SettingProblem,
  settings,
  type SettingDefinition,
  type SettingKey,
  type Settings,
} from '../protocol/settings.ts';

/**
 * The settings as environment variables give them; an unset or blank variable means the default.
 * @throws ConfigError naming the variable whose value cannot be used
 */
export function settingsFromEnvironment(env: Readonly<Record<string, string | undefined>>): Settings {
  const raw: Partial<Record<SettingKey, unknown>> = {};
  for (const key of Object.keys(settings) as SettingKey[]) {
    const { env: variable }: SettingDefinition = settings[key];
    const text = variable === undefined ? undefined : env[variable]?.trim();
    if (text !== undefined && text !== '') raw[key] = fromText(text, settings[key].schema);
  }
  try {
    return parseSettings(raw);
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    const { env: name = error.key, description }: SettingDefinition = settings[error.key as SettingKey];
    throw new ConfigError(`The environment variable ${name} cannot be used: ${error.message}.`, {
      cause: error,
      hint: `It sets: ${description}`,
    });
  }
}

/** Text as the type that the schema expects; what does not fit stays text and fails the schema. */
function fromText(text: string, schema: z.ZodDefault<z.ZodType>): unknown {
  switch (schema.unwrap().type) {
    case 'array':
      return text.split(',').map((part) => part.trim());
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text);
    case 'boolean':
      return { true: true, '1': true, false: false, '0': false }[text.toLowerCase()] ?? text;
    default:
      return text;
  }
}
