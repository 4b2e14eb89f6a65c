/** Checks a template message against the approved template, and gives it exactly what that has. Pure. */
import type { ApprovedTemplate } from './approved.ts';
import { type AnyComponent, type Component, languageCode, oneLine, plainComponents, type TemplateValue } from './template.ts';

export type Fitted = { ok: true; value: TemplateValue } | { ok: false; detail: string };

/**
 * The approved language for a customer's: the same, else the same language elsewhere; simplified and traditional Chinese are not
 * mixed unless only the language is told. Undefined when the template does not exist in that language.
 */
function pickLanguage<T extends { lang: string }>(versions: readonly T[], wanted: string): T | undefined {
  const code = languageCode(wanted);
  const exact = versions.find((version) => version.lang === code);
  if (exact) return exact;
  const [language = '', region] = code.split('_');
  const traditional = (lang: string) => /^zh_(?:TW|HK|MO)$/.test(lang);
  const related = versions.filter(
    (version) => version.lang.split('_')[0] === language && (language !== 'zh' || !region || traditional(version.lang) === traditional(code)),
  );
  const preferred = [language, `${language}_${language === 'en' ? 'US' : language === 'zh' ? 'CN' : language.toUpperCase()}`];
  return preferred.map((lang) => related.find((version) => version.lang === lang)).find(Boolean) ?? related.toSorted((a, b) => (a.lang < b.lang ? -1 : 1))[0];
}

/** The values that the message brought, by name, in order. */
function given(components: readonly Component[]): Map<string, string> {
  const body = components.find((each) => each.type === 'body');
  return new Map((body?.parameters ?? []).map((each, index) => [each.parameter_name ?? String(index + 1), each.text ?? '']));
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '_');

/** A variable by its name (`order_number` also finds `order.number`), by its number, or the whole text for the only one. */
function variableValue(variable: string, values: ReadonlyMap<string, string>, { named, body }: Needs): string | undefined {
  const numbered = [...values.keys()].every((key) => /^\d+$/.test(key));
  if (named && numbered) return [...values.values()][body.indexOf(variable)];
  const same = values.get(variable) ?? [...values].find(([key]) => plain(key) === plain(variable))?.[1];
  return same ?? (!named && body.length === 1 ? values.get('text') : undefined);
}

/** Needs of a template, or of one card of its carousel. */
type Needs = Pick<ApprovedTemplate, 'header' | 'named' | 'body' | 'buttons'>;

interface Gathered {
  components: Component[];
  missing: string[];
}

function fitHeader(template: Needs, components: readonly Component[], values: ReadonlyMap<string, string>, into: Gathered): void {
  const { header, named } = template;
  if (!header) return;
  const brought = components.find((each) => each.type === 'header')?.parameters[0];
  if (header.format !== 'text') {
    if (brought?.type === header.format) into.components.push({ type: 'header', parameters: [brought] });
    else into.missing.push(`header.${header.format}`);
    return;
  }
  const variable = header.variable ?? 'header';
  const text = (named ? variableValue(variable, values, { ...template, body: [] }) : undefined) ?? brought?.text;
  if (text) into.components.push({ type: 'header', parameters: [{ type: 'text', ...(named ? { parameter_name: variable } : {}), text }] });
  else into.missing.push(named ? variable : 'header');
}

function fitBody(template: Needs, values: ReadonlyMap<string, string>, into: Gathered): void {
  const parameters = template.body.map((variable) => {
    const text = variableValue(variable, values, template);
    if (!text) into.missing.push(variable);
    return { type: 'text', ...(template.named ? { parameter_name: variable } : {}), text: text ?? '' };
  });
  if (parameters.length > 0) into.components.push({ type: 'body', parameters });
}

/** Returns what follows the fixed beginning of a button's link: given for that button, or any value that is such a link. */
function linkEnd(base: string, written: string | undefined, values: ReadonlyMap<string, string>): string | undefined {
  const value = written ?? [...values.values()].find((each) => base !== '' && each.startsWith(base) && each.length > base.length && !/\s/.test(each));
  return value?.startsWith(base) ? value.slice(base.length) : value;
}

function fitButtons(template: Needs, components: readonly Component[], values: ReadonlyMap<string, string>, into: Gathered): void {
  const payloads = components.filter((each) => each.sub_type === 'quick_reply').map((each) => each.parameters[0]?.payload);
  for (const [at, { kind, base = '' }] of template.buttons.entries()) {
    const index = String(at);
    const written = components.find((each) => each.sub_type === 'url' && each.index === index)?.parameters[0]?.text;
    if (kind === 'quick_reply') {
      const payload = payloads.shift();
      if (payload) into.components.push({ type: 'button', sub_type: 'quick_reply', index, parameters: [{ type: 'payload', payload }] });
    } else if (kind === 'copy_code') {
      const code = written ?? values.get('code');
      if (code) into.components.push({ type: 'button', sub_type: 'copy_code', index, parameters: [{ type: 'coupon_code', coupon_code: code }] });
      else into.missing.push(`button.${index}`);
    } else if (kind === 'flow') {
      into.components.push({ type: 'button', sub_type: 'flow', index, parameters: [{ type: 'action', action: { flow_token: 'unused' } }] });
    } else if (kind !== 'fixed') {
      const text = kind === 'otp' ? (written ?? variableValue(template.body[0] ?? '1', values, template)) : linkEnd(base, written, values);
      if (text) into.components.push({ type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text: oneLine(text) }] });
      else into.missing.push(`button.${index}`);
    }
  }
}

/** The offer's end and the cards of the carousel, exactly as many as were approved. */
function fitMarketing({ named, cards = [], offer }: ApprovedTemplate, components: readonly AnyComponent[], missing: string[]): AnyComponent[] {
  const found: AnyComponent[] = [];
  if (offer) {
    const end = components.find((each) => each.type === 'limited_time_offer');
    if (end) found.push(end);
    else missing.push('offer.until');
  }
  if (cards.length === 0) return found;
  const brought = components.find((each) => each.type === 'carousel')?.cards ?? [];
  const shown = cards.map((card, n) => {
    const own = brought.find((each) => each.card_index === n)?.components ?? [];
    const needs = { ...card, named };
    const into: Gathered = { components: [], missing: [] };
    fitHeader(needs, own, given(own), into);
    fitBody(needs, given(own), into);
    fitButtons(needs, own, given(own), into);
    missing.push(...into.missing.map((name) => `card.${n}.${name}`));
    return { card_index: n, components: into.components };
  });
  return [...found, { type: 'carousel', cards: shown }];
}

const states = {
  pending: 'is not approved yet',
  rejected: 'was rejected by Meta',
  paused: 'is paused by Meta because of complaints',
  disabled: 'is disabled or deleted',
} as const;

/**
 * Fits a message to the approved template. `versions` are all languages of the template that Meta has. Not ok when there is none, it may not be sent
 * now, a variable is missing, or numbered variables are more than it has; `detail` says it for the merchant.
 */
export function fitTemplate(value: TemplateValue, versions: readonly ApprovedTemplate[]): Fitted {
  if (versions.length === 0)
    return { ok: false, detail: `Meta has no template "${value.name}" for this account; create it in WhatsApp Manager, or correct the name` };
  const template = pickLanguage(versions, value.language.code);
  if (!template) {
    const there = versions.map((version) => version.lang).join(', ');
    return { ok: false, detail: `the template "${value.name}" does not exist in ${value.language.code}; it exists in ${there}` };
  }
  const called = `the template "${value.name}" (${template.lang})`;
  if (template.status !== 'approved') return { ok: false, detail: `${called} ${states[template.status]}` };
  if (template.beyondUs) return { ok: false, detail: `${called} has a part that is not supported here: ${template.beyondUs}` };
  const components = plainComponents(value.components);
  const values = given(components);
  const into: Gathered = { components: [], missing: [] };
  fitHeader(template, components, values, into);
  fitBody(template, values, into);
  fitButtons(template, components, values, into);
  const marketing = fitMarketing(template, value.components ?? [], into.missing);
  if (into.missing.length > 0)
    return { ok: false, detail: `${called} needs ${into.missing.join(', ')}; given: ${[...values.keys()].slice(0, 12).join(', ') || 'nothing'}` };
  const numbered = values.size > 0 && [...values.keys()].every((key) => /^\d+$/.test(key));
  if (numbered && values.size > template.body.length)
    return { ok: false, detail: `${called} has ${template.body.length} variables, but ${values.size} were given` };
  const all: AnyComponent[] = [...into.components, ...marketing];
  return { ok: true, value: { name: value.name, language: { code: template.lang }, ...(all.length > 0 ? { components: all } : {}) } };
}
