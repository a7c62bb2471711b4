import ts from 'typescript';

/** Two words one after the other, a word beside a value, or one with a capital alone: what a user may read. */
const sentence = /\p{L}{2,}[.,:;!?…]? \p{L}|\p{L}{2,}:? \{\}|\{\} \p{L}{2,}/u;
const label = /^\p{Lu}\p{Ll}+…?$/u;
/** Markup, and names of classes. */
const code = /^\s*<|^[a-z]+(-[a-z]+)+( [a-z-]+)*$/;
/** Functions that draw what they are given. */
const drawing = /^(element|button|iconButton|announce|append|replaceChildren)$/;
/** Functions whose texts are for developers, or are translated. */
const silent = /^(t|plural|debug|info|warn|error|matchMedia|showProblem|super)$/;

/**
 * Texts that a user would read in English whatever the language is: they are in the code, and nobody translates
 * them. Errors' sentences are left out, for they come from the core, and so are words for developers.
 */
export function plainTexts(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isSilent(node)) return;
    const said = textOf(node);
    if (
      said !== undefined &&
      !code.test(said) &&
      (sentence.test(said) || (label.test(said) && isDrawn(node)))
    ) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file}:${line + 1}: ${said}`);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
}

function isSilent(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isNewExpression(node))
    return /Error$|^Unavailable$|^SpotifyRefused$/.test(node.expression.getText());
  if (ts.isPropertyAssignment(node)) return isSilentProperty(node);
  return ts.isCallExpression(node) && silent.test(calledName(node));
}

/** Attributes that nobody reads, the title of a page, which is translated where it is drawn, and errors by their code. */
function isSilentProperty({ name, parent }: ts.PropertyAssignment): boolean {
  const has = (other: string): boolean =>
    parent.properties.some((one) => one.name !== undefined && one.name.getText() === other);
  const property = name.getText();
  if (property === 'title') return has('mount');
  if (property === 'message' || property === 'hint') return has('code');
  return /^'?(class|font-family)'?$/.test(property);
}

const isDrawn = ({ parent }: ts.Node): boolean =>
  ts.isCallExpression(parent) && drawing.test(calledName(parent));

function calledName({ expression }: ts.CallExpression): string {
  if (expression.kind === ts.SyntaxKind.SuperKeyword) return 'super';
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : '';
}
