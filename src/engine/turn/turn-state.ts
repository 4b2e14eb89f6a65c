/** One turn while it is being worked out: what came in, what is known, and what was decided so far. */

import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import { knownWords } from '../../flow-tree/known-words.ts';
import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import type { Json, Vars } from '../../json.ts';
import { limits } from '../../limits.ts';
import { type AnswerForm, type Choice, type Part, plainText } from '../../message.ts';
import { undoubled } from '../../reading/slip.ts';
import { spelledThing } from '../../reading/things-as-emoji.ts';
import { orderNumberNamed } from '../../reading/values/order-number.ts';
import { folded, heardText } from '../../reading/wording.ts';
import type { Cond, Text } from '../../text/compiled-text.ts';
import { countryName, countrySaid } from '../../text/country-said.ts';
import { isMoney } from '../../text/money.ts';
import type { PhraseKey } from '../../text/phrases/phrase-keys.ts';
import { phrase } from '../../text/phrases.ts';
import { holds, renderText, type TextOptions } from '../../text/text.ts';
import { TurnWork } from '../../text/work.ts';
import { baseOf, fallbacks, foreignLanguage, isChinese, isTraditional, shopLanguage } from '../../understanding/language-fallbacks.ts';
import { inScript } from '../../understanding/traditional.ts';
import type { ContactFacts, ContactOp, Effect, EffectDraft, EngineEvent, Facts, LocalName, Trace } from '../model/engine-turn.ts';
import { recentValues } from '../model/recent.ts';
import type { Run, RunAbout, Session } from '../model/session.ts';

const optionsOf = new WeakMap<object, TextOptions>();

/** Returns the settings for texts: the shop's zone, currency and first language. */
function textOptions(shop: Facts['shop']): TextOptions {
  let options = optionsOf.get(shop);
  if (!options) {
    options = { defaultLang: shop.langs[0] ?? 'en', langs: shop.langs, zone: shop.zone, currency: shop.currency };
    optionsOf.set(shop, options);
  }
  return options;
}

const spoken = new WeakMap<object, Map<string, Facts['shop']>>();

/** Returns a name in a language, or in the next one that has it. */
function nameIn(name: LocalName, lang: string, langs: readonly string[]): string {
  if (typeof name === 'string') return name;
  const found = fallbacks(lang, langs).find((one) => Object.hasOwn(name, one));
  const words = (found === undefined ? undefined : name[found]) ?? Object.values(name)[0] ?? '';
  return found !== undefined && isTraditional(lang) && found !== lang ? inScript(words, lang) : words;
}

/** Returns the terms with their texts in a language; days and amounts as they are. */
function termsIn(terms: NonNullable<Facts['shop']['terms']>, lang: string, langs: readonly string[]): NonNullable<Facts['shop']['terms']> {
  return Object.fromEntries(
    Object.entries(terms).map(([name, value]) => [name, typeof value === 'object' && !isMoney(value) ? nameIn(value, lang, langs) : value]),
  );
}

/** Returns the shop as a customer of this language knows it. */
function shopIn(shop: Facts['shop'], lang: string): Facts['shop'] {
  let known = spoken.get(shop);
  if (!known) {
    known = new Map();
    spoken.set(shop, known);
  }
  let inLang = known.get(lang);
  if (!inLang) {
    const { name, assistant, categories, langs, terms, opening_hours, offers } = shop;
    inLang = {
      ...shop,
      name: nameIn(name, lang, langs),
      ...(assistant && { assistant: nameIn(assistant, lang, langs) }),
      categories: categories.map((one) => nameIn(one, lang, langs)),
      ...(terms && { terms: termsIn(terms, lang, langs) }),
      ...(opening_hours && { opening_hours: nameIn(opening_hours, lang, langs) }),
      ...(offers && { offers: nameIn(offers, lang, langs) }),
    };
    known.set(lang, inLang);
  }
  return inLang;
}

function aboutOf({ startedAt: since, event }: Run): RunAbout {
  const cart = event?.data.cart;
  const id = typeof cart === 'object' && cart !== null && !Array.isArray(cart) ? cart.id : undefined;
  return typeof id === 'string' ? { since, cart: id } : { since };
}

export class TurnState {
  readonly flows: FlowSet;
  /** Private copy of the session; changed in place. */
  readonly session: Session;
  readonly event: EngineEvent;
  readonly facts: Facts;
  readonly effects: Effect[] = [];
  readonly trace: Trace;
  readonly options: TextOptions;
  /** The contact with what this turn changed. */
  readonly contact: ContactFacts;
  lang: string;
  /** Text of the customer, cut to a length that is read at all. */
  readonly said: string;
  /** True when the customer acted, so that what is said is a reply. */
  readonly customer: boolean;
  steps = 0;
  /** The run whose question was shown last in this turn. */
  asked: string | undefined;
  /** True when the last question was answered by what had been said before it was asked. */
  overheard = false;
  /** What is wrong with an answer of a form whose question is shown next. */
  complaint: string | undefined;
  #numbered: { text: string; number: string | null } | undefined;
  #placed: { text: string; country: string | null } | undefined;
  /** The run that this message began. */
  began: string | undefined;
  private number = 0;
  private readonly rankings = new Map<string, { id: string; score: number }[]>();
  private overfull = false;
  private apologising = false;

  constructor(flows: FlowSet, session: Session, event: EngineEvent, facts: Facts) {
    this.flows = flows;
    this.session = session;
    this.event = event;
    this.facts = facts;
    this.options = { ...textOptions(facts.shop), work: new TurnWork() };
    this.contact = { ...facts.contact, tags: facts.contact.tags, vars: facts.contact.vars };
    this.customer = event.type === 'message' || event.type === 'pressed' || event.type === 'started';
    const { langs } = facts.shop;
    const { lang } = facts.contact;
    // Of whoever reads neither Chinese nor another language of the shop English is the likeliest.
    this.lang = this.known(session.lang) ?? this.known(lang) ?? (lang && !isChinese(lang) ? foreignLanguage(langs) : undefined) ?? this.options.defaultLang;
    this.said = this.heard();
    if (event.type === 'message') for (const { text, ranked } of event.meaning?.near ?? []) this.rankings.set(text, ranked);
    const seen: Trace['event'] = { type: event.type };
    if (this.said) seen.text = this.said.slice(0, 200);
    if ('name' in event) seen.name = event.name;
    this.trace = { turn: session.turn, at: facts.now, event: seen, steps: [], vars: {}, notes: [], problems: [] };
  }

  /** Returns the words of the event. A thing shown as a sign is named, unless a button that is on show has that sign. */
  private heard(): string {
    const { event, session } = this;
    if (event.type === 'pressed') return heardText(event.label ?? '');
    if (event.type !== 'message') return '';
    const text = heardText(plainText(event.parts));
    const named = spelledThing(text, this.lang);
    const onShow =
      named !== text && [session.front, ...session.background].some((run) => run?.waiting?.choices?.some(({ label }) => label.includes(text.trim())));
    return onShow ? text : undoubled(named, knownWords(this.flows));
  }

  /** Returns the shop's language for somebody who writes this one. */
  private known(lang: string | undefined): string | undefined {
    return lang ? shopLanguage(lang, this.facts.shop.langs) : undefined;
  }

  /** Makes this the language of the customer from now on. */
  speak(lang: string): void {
    const known = this.known(lang);
    if (!known || (known === this.session.lang && known === this.lang)) return;
    this.session.lang = known;
    if (this.facts.contact.lang !== known && baseOf(this.facts.contact.lang ?? '') !== known) this.effect({ type: 'remember', op: { lang: known } });
    this.lang = known;
  }

  /** Answers in this language until the customer's own is known. */
  answerIn(lang: string | undefined): void {
    if (lang === undefined) return;
    this.session.lang = lang;
    this.lang = lang;
  }

  /**
   * Returns the flow set's `rank` of a text, at most three; computed once for each text of a turn. An entry that may not be given now is none: its
   * probability is that of the others.
   */
  ranked(text: string, most: number): { id: string; score: number }[] {
    let known = this.rankings.get(text);
    if (!known) {
      known = this.givable(this.flows.rank(text, 6)).slice(0, 3);
      this.rankings.set(text, known);
    }
    return known.slice(0, most);
  }

  private givable(ranked: { id: string; score: number }[]): { id: string; score: number }[] {
    const { faq } = triggerIndex(this.flows);
    let scope: Record<string, Json> | undefined;
    const may = ({ id }: { id: string }): boolean => {
      const condition = faq.get(id)?.only_if;
      if (!condition) return true;
      scope ??= this.scope({});
      return this.holds(condition, scope);
    };
    const left = ranked.filter(may);
    if (left.length === ranked.length) return ranked;
    const gone = ranked.reduce((sum, one) => (left.includes(one) ? sum : sum + one.score), 0);
    // What stands behind an entry that is asked for word by word has half its probability.
    const by = gone >= 1 ? 2 : 1 / Math.max(1 - gone, 0.1);
    return left.map(({ id, score }) => ({ id, score: Math.min(score * by, 0.999) }));
  }

  /** Adds an effect; its id is the conversation, the turn and its number in the turn. */
  effect(draft: EffectDraft): string {
    const id = `${this.facts.conversation}:${this.session.turn}:${this.number++}`;
    // What a run waits for is bounded by its steps and must come; what is told is not.
    const told = draft.type === 'send' || draft.type === 'track' || draft.type === 'notify';
    if (!told || this.effects.length < limits.effects || this.apologising) this.effects.push({ ...draft, id } as Effect);
    else if (!this.overfull) {
      this.overfull = true;
      this.problem('error', `More than ${limits.effects} effects in one turn; the others were left out`);
    }
    return id;
  }

  /** Sends a message: a reply to the customer, a service message about something that happened, or a promotion. */
  send(
    parts: Part[],
    run?: Run,
    extra: { choices?: Choice[]; many?: boolean; form?: AnswerForm; template?: { name: string; params: Record<string, string> } } = {},
  ): void {
    const reply = run ? this.customer || run.replying : true;
    const draft: Omit<Extract<Effect, { type: 'send' }>, 'id'> = { type: 'send', parts, class: reply ? 'reply' : (run?.kind ?? 'service'), lang: this.lang };
    if (extra.choices?.length) draft.choices = extra.choices;
    if (extra.many) draft.many = true;
    if (extra.form) draft.form = extra.form;
    if (extra.template) draft.template = extra.template;
    if (run) draft.run = run.id;
    if (run?.stopOn && !reply) Object.assign(draft, { stopOn: run.stopOn, about: aboutOf(run) });
    this.effect(draft);
  }

  /** Says one of the engine's own phrases. */
  say(key: PhraseKey, params?: Record<string, string>, run?: Run): void {
    this.send([{ type: 'text', text: this.phrase(key, params) }], run);
  }

  /** Says sorry, however much was said before. */
  apologise(key: PhraseKey, run?: Run): void {
    this.apologising = true;
    this.say(key, {}, run);
    this.apologising = false;
  }

  phrase(key: PhraseKey, params?: Record<string, string>): string {
    const { langs, phrases } = this.facts.shop;
    return phrase(key, this.lang, params, langs, phrases);
  }

  cancelTimer(timer: string): void {
    this.effects.push({ type: 'cancelTimer', id: timer });
  }

  /** Changes the contact for good; the rest of the turn reads it at once. */
  remember(op: ContactOp): void {
    const { contact } = this;
    if ('set' in op) {
      if (op.set === 'name' || op.set === 'phone' || op.set === 'email') contact[op.set] = op.value === null ? undefined : String(op.value);
      else contact.vars = { ...contact.vars, [op.set]: op.value };
    } else if ('add' in op) contact.vars = { ...contact.vars, [op.add]: Number(contact.vars[op.add] ?? 0) + op.by };
    else if ('tag' in op) contact.tags = contact.tags.includes(op.tag) ? contact.tags : [...contact.tags, op.tag];
    else if ('untag' in op) contact.tags = contact.tags.filter((tag) => tag !== op.untag);
    else if ('consent' in op && op.consent === 'marketing') contact.marketing = op.granted;
    this.effect({ type: 'remember', op });
  }

  note(word: string): void {
    this.trace.notes.push(word);
  }

  problem(weight: 'warning' | 'error' | 'failure', text: string, flow?: string, at?: string): void {
    this.trace.problems.push({ weight, text, ...(flow ? { flow } : {}), ...(at ? { at } : {}) });
  }

  /**
   * Returns the values that texts and conditions can read: `vars`, the data of the event, and those that all flows share. A new object each time, which
   * its caller may add to. What takes time and few of them read is looked for when it is read.
   */
  scope(vars: Vars, event?: { name: string; data: Vars }): Record<string, Json> & { message: Record<string, Json> } {
    const { contact, facts, session } = this;
    const numberIn = (): string | null => this.#orderNumberIn(session.last?.text ?? '');
    const abroadIn = (): string | null => this.#abroadIn(session.last?.text ?? '');
    const recent = (): Record<string, Json> => recentValues(this);
    const { vars: kept, tags, id, name, phone, email, marketing } = contact;
    return {
      ...event?.data,
      ...vars,
      message: {
        id: session.last?.id ?? '',
        text: session.last?.text ?? '',
        parts: this.event.type === 'message' ? (this.event.parts as unknown as Json) : [],
        goods: this.event.type === 'message' ? goodsPictured(this.event.parts) : [],
        mood: (session.anger ?? 0) >= this.flows.angryFrom ? 'angry' : 'calm',
        get order_number() {
          return numberIn();
        },
        get abroad() {
          return abroadIn();
        },
      },
      contact: { ...kept, id, name: name ?? null, phone: phone ?? null, email: email ?? null, marketing: marketing ?? null, lang: this.lang, tags },
      shop: shopIn(facts.shop, this.lang),
      channel: facts.channel.name,
      now: facts.now,
      get recent() {
        return recent();
      },
      mood: session.anger ?? 0,
      event: event ? { name: event.name, ...event.data } : null,
    };
  }

  /** Returns the order number that a text names; looked for once in each text, because many texts and conditions of a turn read it. */
  #orderNumberIn(text: string): string | null {
    if (this.#numbered?.text !== text) this.#numbered = { text, number: orderNumberNamed(folded(text), this.facts.shop) };
    return this.#numbered.number;
  }

  /** Returns the name of another country than the shop's own that the text names. */
  #abroadIn(text: string): string | null {
    if (this.#placed?.text !== text) this.#placed = { text, country: countrySaid(text) };
    const { country } = this.#placed;
    return country === null || country === this.facts.shop.country ? null : countryName(country, this.lang);
  }

  holds(cond: Cond, scope: Record<string, Json>): boolean {
    return holds(cond, this.lang, scope, this.options);
  }

  text(text: Text, scope: Record<string, Json>): string {
    const rendered = renderText(text, this.lang, scope, this.options);
    if (rendered.missing) this.problem('warning', `A text has no ${rendered.missing}`);
    return rendered.text;
  }
}

/** Returns the ids of goods that the pictures of a message may show, at most three. */
function goodsPictured(parts: readonly Part[]): string[] {
  return [...new Set(parts.flatMap((part) => (part.type === 'image' ? (part.seen?.maybe ?? []) : [])))].slice(0, 3);
}
