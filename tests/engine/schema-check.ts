/** As much of JSON Schema as the flow schema uses; says what does not conform, first. */
import type { JsonSchema } from '../../scripts/docs/flow-json-schema.ts';

type Data = unknown;

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(data: Data): string {
  return data === null ? 'null' : Array.isArray(data) ? 'array' : typeof data;
}

function resolved(root: JsonSchema, ref: string): JsonSchema {
  let at: unknown = root;
  for (const key of ref.slice(2).split('/')) at = isSchema(at) ? at[key] : undefined;
  if (!isSchema(at)) throw new Error(`no ${ref}`);
  return at;
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function schemas(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** The places that do not conform, as paths; empty when all is well. */
export function violations(root: JsonSchema, schema: JsonSchema, data: Data, path = ''): string[] {
  if (typeof schema.$ref === 'string') return violations(root, resolved(root, schema.$ref), data, path);
  const found: string[] = [];
  const type = typeOf(data);
  const types = Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  if (types.length > 0 && !types.some((name) => name === type)) return [`${path}: ${type}`];
  if ('const' in schema && schema.const !== data) found.push(`${path}: not ${String(schema.const)}`);
  if (schema.enum && !listed(schema.enum).some((value) => value === data)) found.push(`${path}: not one of`);
  if (typeof schema.pattern === 'string' && typeof data === 'string' && !new RegExp(schema.pattern).test(data)) found.push(`${path}: pattern`);
  if (schema.anyOf && !schemas(schema.anyOf).some((branch) => violations(root, branch, data, path).length === 0)) found.push(`${path}: no branch fits`);
  if (schema.oneOf && schemas(schema.oneOf).filter((branch) => violations(root, branch, data, path).length === 0).length !== 1)
    found.push(`${path}: not exactly one`);
  if (isSchema(schema.if)) {
    const branch = violations(root, schema.if, data, path).length === 0 ? schema.then : schema.else;
    if (isSchema(branch)) found.push(...violations(root, branch, data, path));
  }
  if (Array.isArray(data)) {
    if (typeof schema.minItems === 'number' && data.length < schema.minItems) found.push(`${path}: too few`);
    if (isSchema(schema.items)) for (const [index, item] of data.entries()) found.push(...violations(root, schema.items, item, `${path}/${index}`));
  } else if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data);
    if (typeof schema.minProperties === 'number' && entries.length < schema.minProperties) found.push(`${path}: empty`);
    for (const key of listed(schema.required)) if (!entries.some(([name]) => name === key)) found.push(`${path}: needs ${String(key)}`);
    for (const [key, value] of entries) {
      if (isSchema(schema.propertyNames)) found.push(...violations(root, schema.propertyNames, key, `${path}/${key}`));
      const own = isSchema(schema.properties) ? schema.properties[key] : undefined;
      if (isSchema(own)) found.push(...violations(root, own, value, `${path}/${key}`));
      else if (schema.additionalProperties === false) found.push(`${path}/${key}: unknown`);
      else if (isSchema(schema.additionalProperties)) found.push(...violations(root, schema.additionalProperties, value, `${path}/${key}`));
    }
  }
  return found;
}
