/** Answers of a customer in a form of the provider: as words that read well, and as data that keep the names of the form. Pure. */
import type { Media, Part } from '../message.ts';
import { mediaKind } from './media-kind.ts';

/** Fields of the provider's own, which nobody filled in. */
const technical = new Set(['flow_token', 'flow_id', 'flow_name', 'saved_address_id', 'wa_flow_response_params']);
/** Lines of a form that are shown. */
const most = 60;

/** Reads the fields of a form from JSON, as a text or as it is; null when it is no object. */
export function formValues(json: unknown): Record<string, unknown> | null {
  let value = json;
  if (typeof json === 'string') {
    try {
      value = JSON.parse(json);
    } catch {
      return null;
    }
  }
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null;
}

/** `screen_0_Delivery_rating_3` is what a builder of forms makes of "Delivery rating". */
function label(name: string): string {
  const own = name.replace(/^screen_\d+_/, '').replace(/_\d+$/, '');
  return (own || name).replaceAll('_', ' ').trim();
}

/** The same builder numbers what can be chosen: `0_Very_good`. */
function shown(text: string): string {
  return /^\d{1,3}_\D/.test(text) ? text.replace(/^\d+_/, '').replaceAll('_', ' ') : text;
}

function fileOf(value: unknown): Media | null {
  if (value === null || typeof value !== 'object' || !('id' in value) || !('mime_type' in value)) return null;
  const { id, mime_type: mime } = value;
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof mime !== 'string') return null;
  const name = 'file_name' in value && typeof value.file_name === 'string' ? value.file_name : undefined;
  return { ref: String(id), mime, ...(name ? { name } : {}) };
}

interface Read {
  lines: string[];
  files: Media[];
}

function read(values: Record<string, unknown>, into: Read): Read {
  for (const [name, value] of Object.entries(values)) {
    if (technical.has(name)) continue;
    const list = Array.isArray(value) ? value : [value];
    const files = list.map(fileOf).filter((file) => file !== null);
    const plain = list.filter((one) => typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean').map((one) => shown(String(one).trim()));
    if (files.length > 0) into.files.push(...files);
    else if (plain.some((text) => text !== '')) into.lines.push(`${label(name)}: ${plain.join(', ')}`);
    else for (const one of list) if (one !== null && typeof one === 'object' && !Array.isArray(one)) read(Object.fromEntries(Object.entries(one)), into);
  }
  return into;
}

/** Returns the answers as parts of a message: a line each, then the files; `ahead` is what the provider says beside them. Empty when nothing was filled in. */
export function formParts(values: Record<string, unknown>, ahead = ''): Part[] {
  const { lines, files } = read(values, { lines: [], files: [] });
  const text = [ahead.trim(), ...lines.slice(0, most)].filter(Boolean).join('\n');
  const parts: Part[] = text ? [{ type: 'text', text }] : [];
  return [...parts, ...files.map((media): Part => ({ type: mediaKind(media.mime), media }))];
}
