import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const folder = '../shared/specs';
const file = `${folder}/spotify-open-api.yml`;

/** Spotify's OpenAPI file does not lie beside the project: what compares with it is skipped. */
export const noOpenApiFile = !existsSync(file);
const table = `${folder}/spotify-endpoints.csv`;
export const noEndpointTable = !existsSync(table);

/** The parts of the file that are compared. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, SpecOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
export interface SpecOperation {
  readonly operationId: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly (SpecParameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<
        string,
        { readonly schema: { readonly properties?: object; readonly required?: readonly string[] } }
      >
    >;
  };
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}
export interface SpecParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly maximum?: number };
}

export function readOpenApi(): OpenApi {
  return parse(readFileSync(file, 'utf8')) as OpenApi;
}

/** A parameter of an operation, looked up where the file only refers to it. */
export function parametersOf(api: OpenApi, operation: SpecOperation): readonly SpecParameter[] {
  return (operation.parameters ?? []).map((parameter) => {
    if (!('$ref' in parameter)) return parameter;
    const name = parameter.$ref.replace('#/components/parameters/', '');
    return api.components.parameters?.[name] as SpecParameter;
  });
}

/** One row of the list of endpoints that was made from the file. */
export interface EndpointRow {
  readonly method: string;
  readonly path: string;
  readonly deprecated: boolean;
}

export function readEndpointTable(): readonly EndpointRow[] {
  const [, ...rows] = readFileSync(table, 'utf8').trim().split(/\r?\n/);
  return rows.map((row) => {
    const [method = '', path = '', deprecated = ''] = row.split(',');
    return { method, path, deprecated: deprecated === 'True' };
  });
}
