import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  labelText,
  markdownText,
  withoutSyntax,
} from '../../../../src/core/spotify/statusBar/strangersText.ts';

const visible = (text: string): string => text.replaceAll('\u200B', '');

describe('labelText', () => {
  it.each(['$(sync~spin)', '$$(alert)', 'a $(x) b', '[click](command:workbench.action.quit)', 'ends with $'])(
    'shows %s as it is, drawing no icon and making no link',
    (name) => {
      const text = labelText(name);
      expect(visible(text)).toBe(name);
      expect(`${text}(x)`).not.toMatch(/\$\(|\]\(/);
    },
  );

  it('is one line of bounded length without what is not seen', () => {
    expect(labelText(' a\r\n\tb\u2028c\u0000\u001b[2Jd ')).toBe('a b c[2Jd');
    expect(labelText('a\u202Eb\u2066c\u200Bd\uFEFFe\u{E0041}f\u3164')).toBe('abcdef');
    expect([...labelText('🎵'.repeat(200))]).toHaveLength(120);
  });

  it('keeps a name from right to left to itself', () => {
    expect(labelText('שלום')).toBe('\u2068שלום\u2069');
    expect(labelText('hello')).toBe('hello');
  });

  it('leaves our own sentences their lines', () => {
    expect(withoutSyntax('One.\nTwo [x](y).')).toBe('One.\nTwo [x]\u200B(y).');
  });
});

describe('markdownText', () => {
  it.each([
    '](command:backbeat.next)',
    '[x](https://example.com)',
    '![x](https://example.com/p.png)',
    '<img src=x onerror=alert(1)>',
    'https://example.com',
    'www.example.com',
    'somebody@example.com',
    '**bold** _it_ `code` ~~no~~',
    '1. item',
    '# heading',
    '&lt;b&gt;',
    '$(heart)',
    '\\',
  ])('leaves nothing of %s to Markdown', (name) => {
    const text = markdownText(name);
    // What is left without the escapes is letters, digits and spaces.
    expect(visible(text).replaceAll(/\\[!-/:-@[-`{-~]/g, '')).toMatch(/^[\p{L}\p{N}\s]*$/u);
    expect(visible(text).replaceAll(/\\(.)/g, '$1')).toBe(name);
  });

  it('escapes whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = markdownText(name);
        expect(text.replaceAll(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[!-/:-@[-`{-~\n\r]/);
        expect(text).not.toContain('$(');
      }),
    );
  });
});
