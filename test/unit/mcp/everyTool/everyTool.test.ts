import { describe, expect, it } from 'vitest';
import { tools } from '../../../../src/core/mcp/tools/index.ts';
import { allCases } from './allCases.ts';

describe('the tables of this folder', () => {
  it('have every tool once: a new one needs a table of what it does and of how it fails', () => {
    expect(allCases.map(({ tool }) => tool).sort()).toEqual(tools.map(({ name }) => name).sort());
  });
});
