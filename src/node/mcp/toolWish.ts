import type { IncomingMessage } from 'node:http';
import { toolsets, type Toolset } from '../../protocol/settings.ts';
import type { ToolWish } from '../../core/mcp/selectTools.ts';
import { BodyError } from './jsonBody.ts';

/** Headers by which a client chooses its tools, and the parameters of the address for clients that set no headers. */
const names = {
  toolsets: { header: 'x-mcp-toolsets', parameter: 'toolsets' },
  readOnly: { header: 'x-mcp-readonly', parameter: 'readonly' },
} as const;

/**
 * The tools that one request asks for, such as `/mcp?toolsets=player,search&readonly=true`. Headers go first.
 * @throws BodyError 400 for a toolset that there is not, and where it cannot be told whether tools may change anything
 */
export function toolWishOf({ headers, url }: Pick<IncomingMessage, 'headers' | 'url'>): ToolWish {
  const searchParams = new URLSearchParams(url?.split('?').slice(1).join('?'));
  const read = ({ header, parameter }: (typeof names)[keyof typeof names]): string | undefined => {
    const value = headers[header] ?? searchParams.get(parameter) ?? undefined;
    return Array.isArray(value) ? value.join(',') : value;
  };
  const list = read(names.toolsets);
  const readOnly = read(names.readOnly);
  return {
    ...(list !== undefined && list.trim() !== '' && { toolsets: list.split(',').flatMap(toolsetNamed) }),
    ...(readOnly !== undefined && { readOnly: isOn(readOnly.trim().toLowerCase()) }),
  };
}

function isOn(text: string): boolean {
  if (['', 'true', '1', 'yes', 'on'].includes(text)) return true;
  if (['false', '0', 'no', 'off'].includes(text)) return false;
  throw new BodyError(400, 'Read-only is true or false.');
}

function toolsetNamed(text: string): readonly Toolset[] {
  const name = text.trim();
  if (name === '') return [];
  const toolset = toolsets.find((one) => one === name);
  if (toolset !== undefined) return [toolset];
  throw new BodyError(400, `There is no such toolset. Known ones: ${toolsets.join(', ')}.`);
}
