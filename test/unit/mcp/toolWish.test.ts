import { describe, expect, it } from 'vitest';
import { narrowSelection, selectTools } from '../../../src/core/mcp/selectTools.ts';
import { tools } from '../../../src/core/mcp/tools/index.ts';
import { BodyError } from '../../../src/node/mcp/jsonBody.ts';
import { toolWishOf } from '../../../src/node/mcp/toolWish.ts';
import { toolsets } from '../../../src/protocol/settings.ts';

describe('the tools that one request asks for', () => {
  it('are read from the address', () => {
    const wish = toolWishOf({ headers: {}, url: '/mcp?toolsets=player,%20ops&readonly=true' });
    expect(wish).toEqual({ toolsets: ['player', 'ops'], readOnly: true });
  });

  it('are read from headers, which go first', () => {
    const headers = { 'x-mcp-toolsets': 'history', 'x-mcp-readonly': '1' };
    expect(toolWishOf({ headers, url: '/mcp?toolsets=player' })).toEqual({
      toolsets: ['history'],
      readOnly: true,
    });
  });

  it('are those of the settings where nothing is asked for', () => {
    const selection = { toolsets: ['player'], readOnly: false } as const;
    expect(narrowSelection(selection, toolWishOf({ headers: {}, url: '/mcp' }))).toEqual(selection);
  });

  it('are refused by name where there are none of it', () => {
    expect(() => toolWishOf({ headers: {}, url: '/mcp?toolsets=everything' })).toThrow(BodyError);
  });

  it('are those of the settings where a client sends the header empty', () => {
    expect(toolWishOf({ headers: { 'x-mcp-toolsets': ' ' }, url: '/mcp' })).toEqual({});
  });

  it.each([
    ['true', true],
    ['ON', true],
    ['', true],
    ['false', false],
    ['0', false],
  ])('change nothing, or may, as X-MCP-Readonly: %s says', (text, readOnly) => {
    expect(toolWishOf({ headers: { 'x-mcp-readonly': text }, url: '/mcp' })).toEqual({ readOnly });
  });

  it.each(['y', 'enabled', 'true, true', 'ture'])('are refused where read-only is %s', (text) => {
    expect(() => toolWishOf({ headers: { 'x-mcp-readonly': text }, url: '/mcp' })).toThrow(BodyError);
  });

  it('never undo the read-only setting', () => {
    const wish = toolWishOf({ headers: {}, url: '/mcp?readonly=false' });
    expect(narrowSelection({ toolsets, readOnly: true }, wish).readOnly).toBe(true);
  });
});

describe('read-only mode', () => {
  it('leaves no tool that changes anything', () => {
    const left = selectTools(tools, { toolsets, readOnly: true });
    expect(left.length).toBeGreaterThan(10);
    expect(left.filter(({ annotations }) => !annotations.readOnlyHint)).toEqual([]);
  });
});
