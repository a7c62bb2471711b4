/**
 * An icon of VS Code's set as an element of its own colour: a drawing, not a font, so that it needs no file beside
 * the page. It says nothing; the control around it has the words.
 * @param svg text of one of `@vscode/codicons/src/icons/*.svg`
 */
export function icon(svg: string): Element {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const drawn = document.importNode(documentElement, true);
  drawn.setAttribute('aria-hidden', 'true');
  drawn.setAttribute('class', 'icon');
  return drawn;
}
