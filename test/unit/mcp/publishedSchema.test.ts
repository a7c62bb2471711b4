import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { published } from '../../../src/core/mcp/publishedSchema.ts';
import { strictParams } from '../../../src/protocol/strictParams.ts';

const target = { target: 'draft-2020-12' } as const;

describe('the schema of a tool as clients see it', () => {
  const input = strictParams({
    limit: z.int().min(1).max(50).describe('How many.'),
    count: z.int().optional(),
    pattern: z.string().max(300).regex(/^a/).optional(),
  });

  it('leaves out dialect, lengths, patterns and the bounds of every whole number', () => {
    expect(published(input, 'input')['~standard'].jsonSchema.input(target)).toEqual({
      type: 'object',
      properties: {
        limit: { type: 'integer', minimum: 1, maximum: 50, description: 'How many.' },
        count: { type: 'integer' },
        pattern: { type: 'string' },
      },
      required: ['limit'],
      additionalProperties: false,
    });
  });

  it('still refuses what the left-out parts refuse', async () => {
    const { issues } = await published(input, 'input')['~standard'].validate({ limit: 3, pattern: 'b' });
    expect(issues).toHaveLength(1);
  });

  it('says of answers what is always there at the root only', () => {
    const output = z.object({ items: z.array(z.object({ name: z.string() })) });
    expect(published(output, 'output')['~standard'].jsonSchema.output(target)).toMatchObject({
      required: ['items'],
      additionalProperties: false,
      properties: {
        items: { items: { type: 'object', additionalProperties: false, properties: { name: {} } } },
      },
    });
    expect(JSON.stringify(published(output, 'output')['~standard'].jsonSchema.output(target))).not.toMatch(
      /required.*required/,
    );
  });
});
