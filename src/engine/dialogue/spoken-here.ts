/** The line for a customer who writes a language that the shop does not speak: the languages that it does speak, in theirs. */
import { baseOf } from '../../understanding/language-fallbacks.ts';
import type { TurnState } from '../turn/turn-state.ts';

/** One sentence a language; `{langs}` are the languages of the shop as that language names them. The word for a person is one that works everywhere. */
const sentences: Readonly<Record<string, string>> = {
  ar: 'نتحدث هنا {langs}. للتحدث مع موظف، اكتب “agent”.',
  de: 'Wir sprechen hier {langs}. Für einen Menschen schreiben Sie bitte „agent“.',
  es: 'Aquí atendemos en {langs}. Para hablar con una persona, escriba «agent».',
  fr: 'Ici, nous répondons en {langs}. Pour parler à une personne, écrivez « agent ».',
  hi: 'हम यहाँ {langs} में जवाब देते हैं। किसी व्यक्ति से बात करने के लिए “agent” लिखें।',
  id: 'Di sini kami melayani dalam bahasa {langs}. Untuk berbicara dengan petugas, ketik “agent”.',
  it: 'Qui rispondiamo in {langs}. Per parlare con una persona, scriva “agent”.',
  ja: 'こちらの対応言語は{langs}です。担当者をご希望の場合は「agent」とお送りください。',
  ko: '이 채팅에서 사용할 수 있는 언어는 {langs}입니다. 상담원을 원하시면 “agent”라고 보내 주세요.',
  ms: 'Di sini kami melayani dalam bahasa {langs}. Untuk bercakap dengan kakitangan, taip “agent”.',
  nl: 'Wij spreken hier {langs}. Wilt u een medewerker spreken? Typ “agent”.',
  pl: 'Języki, w których odpowiadamy: {langs}. Aby porozmawiać z pracownikiem, napisz „agent”.',
  pt: 'Aqui atendemos em {langs}. Para falar com uma pessoa, escreva “agent”.',
  ru: 'Языки, на которых мы отвечаем: {langs}. Чтобы поговорить с сотрудником, напишите “agent”.',
  th: 'ที่นี่เราให้บริการเป็นภาษา{langs} หากต้องการคุยกับเจ้าหน้าที่ พิมพ์ “agent”',
  tr: 'Burada konuştuğumuz diller: {langs}. Bir yetkiliyle görüşmek için “agent” yazın.',
  uk: 'Мови, якими ми відповідаємо: {langs}. Щоб поговорити з працівником, напишіть “agent”.',
  vi: 'Ngôn ngữ hỗ trợ tại đây: {langs}. Để gặp nhân viên, hãy gửi “agent”.',
};

/** Returns the languages of a shop as a language names them, each once: "chino e inglés". */
export function namesOf(shop: readonly string[], lang: string): string {
  const names = new Intl.DisplayNames([lang, 'en'], { type: 'language' });
  return new Intl.ListFormat([lang, 'en'], { type: 'conjunction' }).format([...new Set(shop.map(baseOf))].map((one) => names.of(one) ?? one));
}

/** Returns the sentence for who writes `tongue`: the shop's own words, else those of the table, else those of the language that they are answered in. */
export function spokenHere(turn: TurnState, tongue: string): string {
  const { langs, phrases } = turn.facts.shop;
  const own = phrases?.spoken_here?.[tongue] ?? sentences[tongue];
  if (own === undefined) return turn.phrase('spoken_here', { langs: namesOf(langs, turn.lang) });
  return own.replaceAll('{langs}', namesOf(langs, tongue));
}

/** Returns the language that a message is written in when it is none of the shop's; undefined when it is one of them or does not tell. */
export function foreignTongue(turn: TurnState): string | undefined {
  const { langs } = turn.facts.shop;
  if (langs.length === 0) return undefined;
  const tongue = turn.flows.tongue(turn.said);
  return tongue === undefined || langs.some((lang) => baseOf(lang) === tongue) ? undefined : tongue;
}
