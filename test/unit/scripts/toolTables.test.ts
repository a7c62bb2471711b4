import { describe, expect, it } from 'vitest';
import { argumentType } from '../../../scripts/generated/argumentType.ts';
import { toolsPage, toolTable } from '../../../scripts/generated/toolTables.ts';
import { prompts } from '../../../src/core/mcp/prompts/index.ts';
import { resources } from '../../../src/core/mcp/resources/resources.ts';
import { templates } from '../../../src/core/mcp/resources/templates.ts';
import { tools } from '../../../src/core/mcp/tools/index.ts';
import { defaultToolsets, toolsets } from '../../../src/protocol/settings.ts';

/** The part of the page from a heading to the next one of its level. */
function chapter(page: string, heading: string): string {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0] ?? '';
}
const rowOf = (text: string, name: string): string =>
  text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';

describe('docs/tools.md', () => {
  const page = toolsPage();

  it('has a chapter for every toolset, with its tools and all their arguments', () => {
    for (const toolset of toolsets) {
      const text = chapter(page, `Toolset \`${toolset}\``);
      expect(text).toContain(defaultToolsets.includes(toolset) ? 'On by default' : 'Off by default');
      for (const { name, title, input } of tools.filter((tool) => tool.toolset === toolset)) {
        expect(rowOf(text, name)).toContain(title);
        for (const argument of Object.keys(input.shape)) {
          expect(rowOf(text, name), name).toContain(`\`${argument}\``);
          expect(rowOf(text, argument), argument).not.toBe('');
        }
      }
    }
  });

  it('says which tools ask first, which change something and which only read', () => {
    for (const { name, asksFirst, annotations } of tools) {
      const row = rowOf(page, name);
      expect(row.includes('| asks first |'), name).toBe(asksFirst === true);
      expect(row.includes('| nothing |'), name).toBe(annotations.readOnlyHint);
    }
  });

  it('says how tools are chosen', () => {
    const text = chapter(page, 'Choosing tools');
    for (const way of [
      'backbeat.toolsets',
      '--toolsets',
      'BACKBEAT_TOOLSETS',
      '?toolsets=',
      'X-MCP-Toolsets',
      'backbeat.readOnly',
      '--read-only',
      'BACKBEAT_READ_ONLY',
      '?readonly=true',
      'X-MCP-Readonly',
      'confirm',
      'ops_undo',
    ]) {
      expect(text).toContain(way);
    }
  });

  it('names a tool that comes with other toolsets there, too', () => {
    for (const { name, alsoIn = [] } of tools) {
      for (const toolset of alsoIn) {
        expect(chapter(page, `Toolset \`${toolset}\``)).toContain(`With it comes \`${name}\``);
      }
    }
  });

  it('lists prompts with their arguments, resources and templates', () => {
    for (const { name, args } of prompts) {
      const row = rowOf(chapter(page, 'Prompts'), name);
      for (const [argument, { required }] of Object.entries(args)) {
        expect(row).toContain(`\`${argument}\`${required === true ? ' (required)' : ''}:`);
      }
      expect(row).not.toBe('');
    }
    const addresses = [...resources.map(({ uri }) => uri), ...templates.map(({ template }) => template)];
    for (const address of addresses) expect(rowOf(chapter(page, 'Resources'), address)).not.toBe('');
  });
});

describe("the README's tables", () => {
  it('describe the tools of the default toolsets, and name the others', () => {
    const text = toolTable();
    for (const { name, toolset } of tools) {
      const isDefault = defaultToolsets.includes(toolset);
      expect(text.includes(`| ${toolset} | \`${name}\` |`), name).toBe(isDefault);
      expect(text, name).toContain(`\`${name}\``);
    }
  });
});

describe('what an argument accepts', () => {
  it('is said in words', () => {
    expect(argumentType({ type: 'boolean' })).toBe('boolean');
    expect(argumentType({ enum: ['plays', 'time'], default: 'plays' })).toBe(
      '`plays`, `time`; default `"plays"`',
    );
    expect(argumentType({ type: 'array', items: { type: 'string' }, maxItems: 40 })).toBe(
      'list of string, at most 40',
    );
    expect(argumentType({ type: 'object', properties: { text: {}, year: {} } })).toBe(
      'object of `text`, `year`',
    );
  });

  it('has the bounds that mean something', () => {
    expect(argumentType({ type: 'integer', minimum: 1, maximum: 50 })).toBe('integer, 1 to 50');
    expect(argumentType({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER })).toBe(
      'integer, 0 or more',
    );
    const [minimum, maximum] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    expect(argumentType({ type: 'integer', minimum, maximum })).toBe('integer');
    expect(argumentType({ type: 'number', maximum: 1 })).toBe('number, at most 1');
  });
});
