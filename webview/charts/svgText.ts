const svgNamespace = 'http://www.w3.org/2000/svg';
const margin = 16;
const titleHeight = 44;

/**
 * A drawing as the text of a file that looks the same everywhere: variables and inherited colours of the theme are
 * replaced by their values, and title, finding and background are drawn in.
 * @param shown element of the page whose colours and font the drawing has
 */
export function svgText(
  svg: SVGSVGElement,
  shown: Element,
  { title, finding }: { readonly title: string; readonly finding: string },
): string {
  const computed = getComputedStyle(shown);
  const colours: Colours = {
    current: computed.color === '' ? '#333333' : computed.color,
    variable: (name) => computed.getPropertyValue(name).trim(),
  };
  const drawing = svg.cloneNode(true) as SVGSVGElement;
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  for (const one of [drawing, ...drawing.querySelectorAll('*')]) resolve(one, colours);
  drawing.removeAttribute('aria-hidden');
  drawing.setAttribute('x', String(margin));
  drawing.setAttribute('y', String(margin + titleHeight));

  const whole = made('svg', { xmlns: svgNamespace, role: 'img', 'aria-label': `${title}. ${finding}` });
  const [outerWidth, outerHeight] = [width + 2 * margin, height + titleHeight + 2 * margin];
  whole.setAttribute('width', String(outerWidth));
  whole.setAttribute('height', String(outerHeight));
  whole.setAttribute('viewBox', `0 0 ${outerWidth} ${outerHeight}`);
  whole.setAttribute('font-family', fontOf(computed.fontFamily));
  whole.setAttribute('fill', colours.current);
  const background = colours.variable('--vscode-editor-background');
  whole.append(
    made('rect', { width: '100%', height: '100%', fill: background === '' ? '#ffffff' : background }),
    words(title, { x: margin, y: margin + 14, 'font-size': 15, 'font-weight': 600 }),
    words(finding, { x: margin, y: margin + 33, 'font-size': 11, opacity: 0.8 }),
    drawing,
  );
  return new XMLSerializer().serializeToString(whole);
}

interface Colours {
  readonly current: string;
  readonly variable: (name: string) => string;
}

function resolve(element: Element, colours: Colours): void {
  element.removeAttribute('class');
  for (const { name, value } of [...element.attributes]) {
    if (name === 'font-family' && value === 'inherit') element.removeAttribute(name);
    else if (value === 'currentColor') element.setAttribute(name, colours.current);
    else if (value.includes('var(')) element.setAttribute(name, resolved(value, colours));
  }
}

/** `var(--name, fallback)` becomes what it stands for, whatever it is nested in. */
function resolved(value: string, colours: Colours, depth = 0): string {
  const innermost = /var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)/;
  if (depth > 10 || !innermost.test(value)) return value;
  const next = value.replace(innermost, (_, name: string, fallback?: string) => {
    const own = colours.variable(name);
    return own === '' ? (fallback ?? colours.current) : own;
  });
  return resolved(next, colours, depth + 1);
}

/** Fonts of the editor first; a machine without them falls back. */
function fontOf(family: string): string {
  return family === '' || family.includes('var(') ? 'system-ui, sans-serif' : `${family}, sans-serif`;
}

function words(text: string, attributes: Readonly<Record<string, string | number>>): Element {
  const line = made('text', attributes);
  line.textContent = text;
  return line;
}

function made(tag: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns') element.setAttribute(name, String(value));
  }
  return element;
}
