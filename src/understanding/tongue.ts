/** The language in which a message is written, whether or not the shop speaks it: by its letters, else by its most frequent words. */
import { language } from './language.ts';

/** A language by letters that it nearly alone has; the first that fits. Several languages share the Cyrillic and the Arabic script. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/[پچژگک]|[\u06cc]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Myanmar}/u, 'my'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
];

/** Frequent words, in small letters with their marks; none that English has. A word may stand in several lines. */
const table: Readonly<Record<string, string>> = {
  es: `el los las una unos para por con mi tu su está estan están esta este estoy dónde donde cuándo cuando cuánto cuanto cuesta cuántos qué quiero quisiera queria puedo pueden puede tengo tienen tiene
hay hola buenas buenos gracias favor pedido pedidos envío envio envíos envios llega llegado llegó tarda tardan comprar compré devolver devolución precio tienda ustedes hacen algún alguna usted también tambien
pero muy más mas sí cómo como quién ayuda ayudar necesito hablar talla tallas color tarjeta pagar español`,
  pt: `os um uma para por com meu minha seu sua está estou onde quando quanto custa quantos quero queria posso podem pode tenho têm tem olá ola oi bom boa obrigado obrigada favor pedido encomenda frete envio entrega
entregam chegou chega comprar comprei devolver devolução troca preço preco loja vocês voces fazem você voce também tambem mas muito mais não nao sim como quem ajuda preciso falar tamanho cartão pagar português brasil`,
  fr: `le les des est sont où quand combien coûte coute je tu nous vous mon ma mes votre vos une un avec sans dans sur ce cette ces bonjour bonsoir salut merci commande commandes colis livraison livrer livrez arrivé arrivée
reçu retourner retour rembourser remboursement acheter prix boutique avez peux pouvez puis voudrais veux encore pas pourquoi comment aide besoin parler taille couleur carte payer français plaît plait`,
  de: `der die das ein eine einen ist sind wo wann wie viel viele kostet ich du wir ihr sie mein meine meinen ihre mit ohne für auf nicht noch hallo guten tag morgen danke bitte bestellung bestellt paket lieferung liefern liefert
versand angekommen zurück zurückgeben rückgabe umtausch kaufen gekauft preis laden haben hat habt kann können könnt möchte will warum hilfe brauche sprechen größe farbe karte zahlen bezahlen deutsch und oder nach`,
  it: `il lo gli una uno è sono dove dov quando quanto costa io noi voi mio mia miei vostro con senza per di ciao buongiorno buonasera salve grazie ordine ordini pacco spedizione spedire spedite consegna arrivato arriva ricevuto
restituire reso rimborso comprare prezzo negozio avete posso potete vorrei voglio ancora non perché come aiuto bisogno parlare taglia colore carta pagare italiano che anche`,
  nl: `het een de ik jij wij jullie mijn jouw uw is zijn waar wanneer hoeveel kost hallo goedemorgen goedendag dank bedankt alsjeblieft alstublieft bestelling pakket levering leveren verzending verzenden aangekomen ontvangen terugsturen
retour kopen prijs winkel hebben hebt kan kunnen graag wil nog niet waarom hoe hulp nodig spreken maat kleur betalen nederlands en of met zonder voor`,
  pl: `gdzie jest kiedy ile kosztuje mój moje moja moją dzień dobry cześć dziękuję dzieki proszę zamówienie zamówienia zamowienie paczka przesyłka przesyłki dostawa wysyłka wysyłacie zwrot zwrócić kupić cena sklep macie mogę czy nie tak jak pomoc
potrzebuję rozmawiać rozmiar kolor zapłacić polsku dlaczego jeszcze`,
  tr: `nerede ne zaman kadar kaç merhaba selam teşekkürler teşekkür lütfen sipariş siparişim siparişimi kargo kargom teslimat gönderim geldi gelmedi iade değişim almak fiyat fiyatı mağaza var mı mi yok istiyorum nasıl neden yardım beden renk ödeme
türkçe bir bu için ve değil`,
  vi: `đơn hàng của tôi mình em anh chị ở đâu khi nào bao nhiêu giá xin chào cảm ơn cám ơn giao hàng vận chuyển nhận được đổi trả mua có không còn shop ơi cho hỏi muốn thanh toán kích cỡ màu là rồi`,
  id: `apakah ada apa di mana dimana kapan berapa harga saya aku kami kita anda kak kakak gan halo hai selamat pagi siang sore terima kasih terimakasih makasih tolong mohon pesanan paket barang barangnya pengiriman kirim dikirim ongkir sampai belum sudah
retur kembalikan beli toko punya bisa tidak nggak gak kenapa bagaimana bantuan ukuran warna bayar untuk yang dan dengan masih ini itu stok mau ya dong`,
  ms: `adakah di mana bila berapakah harga saya awak kami tuan hai selamat terima kasih tolong pesanan bungkusan barang penghantaran hantar dihantar sampai belum sudah pulangkan beli kedai ada boleh tidak tak kenapa bagaimana macam saiz warna bayar untuk yang dan`,
};

const byWord = new Map<string, string[]>();
for (const [lang, words] of Object.entries(table)) for (const word of new Set(words.split(/\s+/))) byWord.set(word, [...(byWord.get(word) ?? []), lang]);

/** Words that English has too, or that are the same in many languages; they tell nothing. */
const anywhere: ReadonlySet<string> = new Set(
  'die an in is on son me no la so hat of en de en shop menu ok a e y o i u un pas color favor use paket como per mi come are was mas ha'.split(' '),
);
/** Letters that only one of the languages of the table has. */
const letters: readonly (readonly [RegExp, string])[] = [
  [/[¿¡ñ]/u, 'es'],
  [/[ãõ]/u, 'pt'],
  [/ß/u, 'de'],
  [/[łżźćńśęą]/u, 'pl'],
  [/[şğı]/u, 'tr'],
  [/[ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹỵ]/u, 'vi'],
];

/** Least share of a message that a language has to explain; below it nothing is said of the language. */
const enough = 0.3;

/**
 * Returns the language of a message as a short BCP 47 code; undefined when it does not tell: a name, a number, "ok". Meant for a message that the shop
 * could not read in a language of its own, to tell its writer so; of languages that are near to each other the likelier one.
 */
export function tongue(text: string): string | undefined {
  const sample = text.slice(0, 400).replace(/\S*[@\d]\S*|https?:\S+/g, ' ');
  const script = scripts.find(([letters]) => letters.test(sample))?.[1];
  if (script) return script;
  if (/\p{Script=Han}/u.test(sample)) return 'zh';
  const words =
    sample
      .toLowerCase()
      .normalize('NFC')
      .match(/\p{L}+/gu) ?? [];
  const telling = words.filter((word) => !anywhere.has(word));
  const points = new Map<string, number>();
  for (const word of telling) for (const lang of byWord.get(word) ?? []) points.set(lang, (points.get(lang) ?? 0) + 1);
  for (const [letter, lang] of letters) if (letter.test(sample.toLowerCase())) points.set(lang, (points.get(lang) ?? 0) + 1.5);
  const [best] = [...points].sort(([, a], [, b]) => b - a);
  if (best && best[1] >= (telling.length > 2 ? 1.5 : 1) && best[1] / Math.max(1, telling.length) >= enough) return best[0];
  return language(sample, ['en']);
}
