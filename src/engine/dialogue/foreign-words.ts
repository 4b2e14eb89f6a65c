/**
 * What somebody who writes a language that the shop lacks most likely wants: the words of shop matters in the languages that shops meet most, and
 * the same wish in English. It is taken up in English, after the line that tells which languages are spoken here.
 */
import { plainly } from './said-plainly.ts';

/** es, pt, fr, de, it, nl, id/ms, vi, th, tr, ru/uk, pl, ar, ja, ko, hi. */
const wishes: readonly (readonly [english: string, words: RegExp])[] = [
  [
    'where is my order',
    /d[oó]nde est[aá]|cu[aá]ndo llega|onde est[aá]|quando chega|rastrear|rastreo|seguimiento|o[uù] est|suivi de|wo ist|wo bleibt|sendungsverfolgung|dov.? |quando arriva|waar is|wanneer komt|(?:di ?mana|mana|kapan|lacak|status).{0,20}(?:pesanan|paket|order)|pesanan saya|đơn hàng|nerede|siparişim|где (?:мой )?заказ|где посылка|де (?:моє )?замовлення|gdzie jest|(?:أين|متى).{0,12}(?:طلب|شحن)|تتبع|注文.{0,8}(?:どこ|いつ|状況)|届いて|追跡|(?:주문|배송).{0,8}(?:어디|언제|조회)|พัสดุ|สถานะ|เช็คออเดอร์|मेरा ऑर्डर/iu,
  ],
  [
    'I want to return something',
    /devolver|devoluci[oó]n|reembolso|devolu[cç][aã]o|retourner|rembours|renvoyer|zur[uü]ck(?:geben|schicken|senden)|r[uü]ckgabe|r[uü]ckerstattung|reso\b|rimborso|restituire|retourneren|terugsturen|terugbetal|pengembalian|(?:mau |ingin )?(?:retur|refund)|trả hàng|hoàn tiền|iade|вернуть|возврат|повернення|повернути|zwrot|zwróci|إرجاع|استرجاع|استرداد|返品|返金|환불|반품|คืนสินค้า|คืนเงิน|वापस/iu,
  ],
  [
    'how much is shipping',
    /(?:costo|coste|precio|cu[aá]nto).{0,16}env[ií]o|gastos de env[ií]o|(?:frete|custo).{0,12}(?:envio)?|frais de (?:port|livraison)|versandkosten|was kostet der versand|spese di spedizione|verzendkosten|ongkir|ongkos kirim|biaya kirim|phí (?:vận chuyển|ship)|kargo (?:ücreti|ne kadar)|(?:стоимость|сколько стоит) доставк|вартість доставки|koszt (?:wysyłki|dostawy)|(?:تكلفة|سعر) الشحن|送料|배송비|ค่าส่ง|ค่าจัดส่ง/iu,
  ],
  [
    'which countries do you ship to',
    /env[ií]os?|env[ií]an|enviam|entregam|livr(?:ez|aison|er)|exp[eé]di|versand|versendet|liefert|lieferung|spedi(?:te|zione|re)|verzend|bezorg|kirim|pengiriman|giao hàng|gửi hàng|gönder|kargo|доставк|доставляете|wysyła|wysyłk|dostaw|شحن|توصيل|発送|配送|배송|จัดส่ง|ส่งไป|डिलीवरी/iu,
  ],
  [
    'how much is it',
    /cu[aá]nto (?:cuesta|vale|es)|qu[eé] precio|\bprecio\b|quanto (?:custa|é|costa)|\bpreço\b|(?:c['’]est )?combien|quel prix|\bprix\b|wie ?viel kostet|was kostet|\bpreis\b|\bprezzo\b|hoeveel kost|wat kost|\bprijs\b|berapa|harga|giá (?:bao nhiêu|là)|bao nhiêu|ne kadar|kaç para|fiyat|сколько (?:стоит|это)|\bцена|скільки|ile kosztuje|\bcena\b|(?:كم|ما) (?:ال)?سعر|بكم|كم ثمن|いくら|値段|価格|얼마|가격|เท่าไหร่|ราคา|कितने|कीमत/iu,
  ],
  [
    'any discount',
    /descuento|cup[oó]n|desconto|cupom|r[eé]duction|code promo|rabatt|gutschein|sconto|korting|diskon|giảm giá|indirim|скидк|знижк|zniżk|rabat|خصم|كوبون|割引|クーポン|할인|쿠폰|ส่วนลด/iu,
  ],
  [
    'how can I pay',
    /pagar|m[eé]todos? de pago|pagamento|payer|paiement|bezahl|zahlungs|pagare|betalen|pembayaran|bayar|thanh toán|ödeme|оплат|płatno|zapłaci|الدفع|支払|결제|ชำระเงิน|จ่ายเงิน/iu,
  ],
  [
    'something is broken',
    /\brot[oa]s?\b|defectuos|dañad|quebrad|defeito|cass[eé]|abîm|d[eé]fectueux|kaputt|defekt|besch[aä]digt|rotto|danneggiat|kapot|rusak|pecah|hỏng|bị vỡ|bozuk|kırık|сломан|разбит|брак|зламан|uszkodz|zepsut|مكسور|تالف|معطل|壊れ|破損|고장|파손|เสีย|แตก/iu,
  ],
  [
    'talk to a person',
    /persona real|un agente|hablar con|falar com|atendente|parler [aà]|un conseiller|mit (?:einem|jemandem).{0,12}(?:menschen|sprechen|mitarbeiter)|parlare con|iemand spreken|bicara dengan|admin\b|nhân viên|biriyle konuş|оператор|менеджер|человек|konsultant|موظف|خدمة العملاء|担当者|オペレーター|상담원|พนักงาน/iu,
  ],
  // Whoever names their order or parcel and nothing else of the above asks where it is.
  [
    'where is my order',
    /mi (?:pedido|paquete|compra)|meu (?:pedido|pacote)|minha (?:encomenda|compra)|(?:ma|une) commande|mon colis|meine (?:bestellung|lieferung)|mein paket|(?:il )?mio (?:ordine|pacco)|mijn (?:bestelling|pakket)|(?:pas|toujours pas) (?:encore )?(?:arriv|re[cç]u)|no (?:me )?(?:ha )?lleg|n[aã]o chegou|nicht an?gekommen|non [eè] (?:ancora )?arriva|niet (?:aangekomen|ontvangen)|belum (?:sampai|datang|terima)|chưa nhận|gelmedi|не приш[её]л|не прийш|nie (?:doszł|dotar)|لم (?:يصل|أستلم)|まだ届|안 왔|ยังไม่ได้รับ/iu,
  ],
];

/** An order's number says that it is about an order, whatever else is said. */
const orderNumber = /(?<![\p{L}\p{N}])(?:[a-z]{1,5}-?\d{4,}|\d{6,})(?![\p{L}\p{N}])/iu;

/** The wish in English; undefined when no word of it is known. */
export function inEnglish(text: string): string | undefined {
  const plain = plainly(text);
  const number = orderNumber.exec(text)?.[0];
  const wish = wishes.find(([, words]) => words.test(plain))?.[0] ?? (number && 'where is my order');
  return wish && number && wish === 'where is my order' ? `${wish} ${number}` : wish;
}
