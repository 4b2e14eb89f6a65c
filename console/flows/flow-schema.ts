/** The schema of flow files as completion reads it: which keys and values may stand at a place. */
import schema from '../../flows/flow.schema.json';

interface Node {
  $ref?: string;
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  if?: Node;
  then?: Node;
  else?: Node;
  type?: string | string[];
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  required?: string[];
  items?: Node;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  markdownDescription?: string;
}

const root = schema as unknown as Node & { $defs: Record<string, Node> };

/** Kinds of place that stand for a name of a step or flow. */
const namePlaces = new Set(['#/$defs/name', '#/$defs/block']);

/** Returns a node and all that may stand in its place. */
function choices(node: Node | undefined, seen = new Set<Node>()): Node[] {
  if (!node || seen.has(node)) return [];
  seen.add(node);
  const further = [
    ...(node.$ref ? [root.$defs[node.$ref.replace('#/$defs/', '')]] : []),
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
    ...(node.allOf ?? []),
    ...(node.then ? [node.then] : []),
    ...(node.else ? [node.else] : []),
  ];
  return [node, ...further.flatMap((one) => choices(one, seen))];
}

/** Returns those of the choices that fit the keys that already stand there: a step with `ask` is no `say`. */
function fitting(nodes: readonly Node[], keys: readonly string[]): Node[] {
  const maps = nodes.filter((node) => node.properties);
  const meant = maps.filter((node) => node.required?.some((key) => keys.includes(key)));
  return meant.length > 0 ? meant : maps;
}

const under = (node: Node, key: string): Node[] => {
  const own = node.properties?.[key];
  if (own) return [own];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
};

/** A place in a file: the keys above it, with the keys that stand beside each. */
export interface Place {
  path: readonly { key: string; beside: readonly string[] }[];
  beside: readonly string[];
}

/** Returns the nodes at a place, before the keys that stand there narrow them. */
function allAt({ path }: Place): Node[] {
  let nodes: Node[] = choices(root);
  for (const { key, beside: keys } of path) {
    const inside = nodes.flatMap((node) => choices(node.items)).concat(nodes);
    nodes = fitting(inside, keys)
      .flatMap((node) => under(node, key))
      .flatMap((node) => choices(node));
  }
  return nodes.flatMap((node) => choices(node.items)).concat(nodes);
}

const nodesAt = (place: Place): Node[] => fitting(allAt(place), place.beside);

const told = (node: Node, lang: string): string | undefined => {
  const text = choices(node).find((one) => one.description)?.description;
  const both = choices(node).find((one) => one.markdownDescription)?.markdownDescription;
  return lang === 'zh' ? (both?.split('\n\n')[1] ?? text) : text;
};

/** Returns the keys that may be added at a place, with what they are for. */
export function keysAt(place: Place, lang: string): { key: string; about: string | undefined }[] {
  const found = new Map<string, string | undefined>();
  const all = allAt(place);
  if (all.some(({ $ref }) => $ref === '#/$defs/languages')) for (const key of ['en', 'zh']) if (!place.beside.includes(key)) found.set(key, undefined);
  const nodes = fitting(all, place.beside);
  // Where nothing says yet which of many it is, those keys come that decide it, and those that all have.
  const decides = new Set(nodes.flatMap(({ required }) => required ?? []));
  const open = nodes.length > 3 && !place.beside.some((key) => decides.has(key));
  const inAll = (key: string): boolean => nodes.every(({ properties }) => properties && key in properties);
  for (const node of nodes)
    for (const [key, one] of Object.entries(node.properties ?? {}))
      if (!place.beside.includes(key) && (!open || node.required?.[0] === key || inAll(key))) found.set(key, found.get(key) ?? told(one, lang));
  return [...found].map(([key, about]) => ({ key, about }));
}

/** Returns the values that may stand behind a key: fixed ones, and whether the name of a step or flow fits. */
export function valuesAt(place: Place, key: string): { values: string[]; names: boolean } {
  const nodes = nodesAt(place)
    .flatMap((node) => under(node, key))
    .flatMap((node) => choices(node));
  return {
    values: [
      ...new Set(
        nodes
          .flatMap(({ enum: fixed, const: one, type }) => [...(fixed ?? []), ...(one === undefined ? [] : [one]), ...(type === 'boolean' ? [true, false] : [])])
          .map(String),
      ),
    ],
    names: nodes.some(({ $ref }) => $ref !== undefined && namePlaces.has($ref)),
  };
}
