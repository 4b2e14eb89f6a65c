type Child = Node | string | null | undefined | false;
type Props = Record<string, string | boolean | ((event: Event) => void) | undefined>;

/**
 * Creates an element, `div.bubble` with its classes: `onclick` and the like become listeners, the rest attributes (false and undefined: none). Strings
 * become text, never HTML.
 */
export function h<K extends keyof HTMLElementTagNameMap>(what: K | `${K}.${string}`, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const [tag, classes = ''] = what.split('.');
  const element = document.createElement(tag as K);
  element.className = classes;
  if (element instanceof HTMLButtonElement) element.type = 'button';
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

const shapes = {
  chat: 'M5 4h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-6l-5 4v-4H5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zM8 9h8M8 13h5',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V6M6 11l6-6 6 6',
  on: 'M9 6l6 6-6 6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  phone: 'M15 10l6-4v12l-6-4M3 6h12v12H3z',
  camera: 'M3 8h4l2-3h6l2 3h4v11H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  microphone: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 12a6 6 0 0 0 12 0M12 18v3',
  cross: 'M6 6l12 12M18 6L6 18',
  clip: 'M20 11l-8 9a5 5 0 0 1-7-7l8-9a3 3 0 0 1 5 5l-8 8a1 1 0 0 1-3-2l8-7',
};

/** Creates a line drawing of 24 x 24, hidden from screen readers. */
export function icon(name: keyof typeof shapes): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', shapes[name]);
  svg.append(path);
  return svg;
}
