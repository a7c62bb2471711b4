import { describe, expect, it } from 'vitest';
import { rowOf, wantedFields } from '../../../../src/core/history/import/wantedFields.ts';

describe('rowOf', () => {
  it('puts every value under the field of its place', () => {
    const row = rowOf(wantedFields.map((field) => `value of ${field}`));
    expect(Object.keys(row)).toEqual(wantedFields);
    for (const field of wantedFields) expect(row[field]).toBe(`value of ${field}`);
  });
});
