import { ConfigError, InputError } from '../../errors.ts';
import type { OperationRequest, QueryValue } from '../operation.ts';

/**
 * The address of a request: the base with its path, and what {@link buildPath} built.
 * @throws ConfigError for a base that is no plain http or https address
 */
export function buildUrl(base: string, path: string): string {
  return `${checkedBase(base)}${path}`;
}

function checkedBase(base: string): string {
  if (!URL.canParse(base) || !/^https?:\/\/[^?#@]+$/i.test(base)) {
    throw new ConfigError('The address of the Spotify Web API in the settings cannot be used.', {
      hint: 'Set backbeat.spotify.apiUrl (SPOTIFY_API_URL) to an address such as https://api.spotify.com/v1, or remove the setting.',
    });
  }
  return base.replace(/\/+$/, '');
}

/**
 * Path and query of a request below the base address. Values are percent-encoded, lists joined by commas,
 * `undefined` is left out.
 * @throws InputError for a value that cannot stand there: empty, a dot segment, no number, half a character
 */
export function buildPath(template: string, { path = {}, query = {} }: OperationRequest): string {
  const filled = template.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = Object.hasOwn(path, name) ? path[name] : undefined;
    if (value === undefined) throw new Error(`The path ${template} needs a value for "${name}".`);
    // A dot segment would be resolved, encoded or not, and take a part of the path with it.
    if (/^\.{0,2}$/.test(value.trim())) throw unusable(name, value.trim() === '' ? 'is empty' : 'is no id');
    return encode(name, value);
  });
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encode(name, name)}=${queryText(name, value)}`],
  );
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

function queryText(name: string, value: QueryValue): string {
  if (typeof value === 'object') {
    if (value.length === 0) throw unusable(name, 'names nothing');
    return value.map((item) => listItem(name, item)).join(',');
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw unusable(name, 'is not a number');
  return encode(name, String(value));
}

function listItem(name: string, item: string): string {
  if (item.trim() === '') throw unusable(name, 'has an empty entry');
  if (item.includes(',')) throw unusable(name, 'has an entry with a comma');
  return encode(name, item);
}

function encode(name: string, text: string): string {
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw unusable(name, 'is damaged text', cause);
  }
}

function unusable(name: string, problem: string, cause?: unknown): InputError {
  return new InputError(`The value of "${name}" ${problem}.`, {
    cause,
    hint: 'Correct it and call again; spotify_search finds the ids of items.',
  });
}
