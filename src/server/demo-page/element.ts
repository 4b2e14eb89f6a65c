type Child = Node | string | null | undefined | false;
type Props = Record<string, string | boolean | ((event: Event) => void) | undefined>;

/** An element, `div.card` with its classes: `onclick` and the like become listeners, the rest attributes. Strings become text, never HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(what: K | `${K}.${string}`, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const [tag, classes = ''] = what.split('.');
  const element = document.createElement(tag as K);
  element.className = classes;
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}
