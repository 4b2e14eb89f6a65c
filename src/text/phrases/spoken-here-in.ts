/** The line for a customer who writes a language that the shop does not speak, in that language. */

/** One sentence a language; `{langs}` are the languages of the shop as that language names them. The word for a person is one that works everywhere. */
export const spokenHereIn: Readonly<Record<string, string>> = {
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
