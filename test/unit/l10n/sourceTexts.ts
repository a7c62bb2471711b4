import ts from 'typescript';

/** A text as it stands in the code. */
export interface SourceText {
  readonly english: string;
  /** File and line, for whoever reads a failure. */
  readonly at: string;
  /** Names that the call gives values for; `undefined` where they are not written out there. */
  readonly values?: readonly string[] | undefined;
}

export interface SourceTexts {
  readonly texts: readonly SourceText[];
  /** Places whose text is not written out, so that nobody can translate it. */
  readonly unreadable: readonly string[];
}

/** The texts of one file of the webview: `t('…')`, `plural(n, '…', '…')`, and the titles of pages. */
export function webviewTexts(file: string, code: string): SourceTexts {
  return textsOf(file, code, (node, add) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first, second, third] = node.arguments;
      if (node.expression.text === 't') add(first, valuesOf(second));
      if (node.expression.text === 'plural') {
        add(second, ['count']);
        add(third, ['count']);
      }
    }
    if (ts.isObjectLiteralExpression(node) && member(node, 'mount') !== undefined) {
      const title = member(node, 'title');
      if (title !== undefined && ts.isPropertyAssignment(title) && !isPassedOn(title.initializer))
        add(title.initializer, []);
    }
  });
}

/** The texts of one file of the extension: `l10n.t('…')`. */
export function extensionTexts(file: string, code: string): SourceTexts {
  return textsOf(file, code, (node, add) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { expression: owner, name } = node.expression;
    const last = ts.isPropertyAccessExpression(owner) ? owner.name : owner;
    const [first, second] = node.arguments;
    const isName = ts.isIdentifier(last) || ts.isPrivateIdentifier(last);
    if (name.text === 't' && isName && /^#?l10n$/.test(last.text)) add(first, valuesOf(second));
  });
}

type Add = (text: ts.Expression | undefined, values: readonly string[] | undefined) => void;

function textsOf(file: string, code: string, look: (node: ts.Node, add: Add) => void): SourceTexts {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const texts: SourceText[] = [];
  const unreadable: string[] = [];
  const add: Add = (text, values) => {
    if (text !== undefined && ts.isConditionalExpression(text)) {
      add(text.whenTrue, values);
      add(text.whenFalse, values);
      return;
    }
    const { line } = source.getLineAndCharacterOfPosition((text ?? source).getStart(source));
    const at = `${file}:${line + 1}`;
    if (text !== undefined && ts.isStringLiteralLike(text)) texts.push({ english: text.text, at, values });
    else unreadable.push(`${at}: ${text?.getText(source) ?? 'no text'}`);
  };
  const visit = (node: ts.Node): void => {
    look(node, add);
    node.forEachChild(visit);
  };
  visit(source);
  return { texts, unreadable };
}

function member(node: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined {
  return node.properties.find(
    (one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === name,
  );
}

/** The title of another page, which is read where that one is declared. */
const isPassedOn = (title: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(title) && title.name.text === 'title';

/** No second argument gives no values; one that is no plain object may give any. */
function valuesOf(given: ts.Expression | undefined): readonly string[] | undefined {
  if (given === undefined) return [];
  if (!ts.isObjectLiteralExpression(given)) return undefined;
  const names = given.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** The `{names}` in a text, each once. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
}
