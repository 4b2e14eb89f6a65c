/**
 * Finds the orders of somebody who has no order number: by e-mail, by phone, or by name and postcode, each with a second proof of another kind. A stranger
 * learns nothing: whoever asks for nobody's orders is asked for the same proof, and it is as wrong as a wrong one.
 */
import { createHash } from 'node:crypto';
import { phoneForms } from '../../numbers/phone-key.ts';
import { type Asker, type OrderRow, orderProofs, orders } from '../shop.ts';
import { type Lookup, type LookupTools, provesOrder, strengthOfProof } from './lookup.ts';

type Claim = { kind: 'email'; email: string } | { kind: 'phone'; phone: string } | { kind: 'name'; name: string; postcode: string };

/** Newest orders in which a name is looked for: names have no index, as most are of several people. */
const mostNamed = 1_000;
const mostFound = 20;

/** Postcodes: digits alone, or the letters and digits of Britain, Canada, the Netherlands ... */
const postcode = /(?<![a-z\d])(?:\d{4}\s?[a-z]{2}|[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d|\d{4,6}(?:-\d{3,4})?)(?![a-z\d])/iu;
const zipAndFour = /^\d{5}-\d{4}$/;
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Reads by what somebody wants their orders to be found; undefined when it is none of these. */
export function claimIn(text: string): Claim | undefined {
  const said = text.slice(0, 200).normalize('NFKC');
  const email = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/.exec(said);
  if (email) return { kind: 'email', email: email[0].toLowerCase() };
  const phone = /\+?\d[\d\s().-]{5,20}\d/.exec(said);
  const digits = phone?.[0].replace(/\D/g, '').length ?? 0;
  if (phone && digits >= 7 && digits <= 15 && !zipAndFour.test(phone[0])) return { kind: 'phone', phone: phone[0] };
  const code = postcode.exec(said);
  if (!code) return undefined;
  const name = plain(said.replace(code[0], ' ').replace(/名字|姓名|我叫|我是|邮编|邮政编码|my name is|name|post ?code|zip ?code|zip|and|is|i am|i'm/giu, ' '));
  return name.length >= 2 ? { kind: 'name', name, postcode: plain(code[0]) } : undefined;
}

async function candidates({ store, country }: LookupTools, claim: Claim): Promise<OrderRow[]> {
  const rows = store.collection(orders);
  if (claim.kind === 'email') return rows.find({ where: { email: claim.email }, limit: mostFound });
  if (claim.kind === 'phone') return rows.find({ where: { phone: { in: phoneForms(claim.phone, country) } }, limit: mostFound });
  const newest = await rows.find({ sort: { by: 'placedAt', desc: true }, limit: mostNamed });
  return newest.filter(({ customer, address }) => plain(customer.name) === claim.name && codesIn(address).includes(claim.postcode)).slice(0, mostFound);
}

const codesIn = (address: string): string[] => [...address.matchAll(new RegExp(postcode, 'giu'))].map(([code]) => plain(code));

/** Tells whether the proof is another thing than what was claimed, and the order's. */
function provesBeside(order: OrderRow, claim: Claim, proof: string, country: string | undefined): boolean {
  const isMail = proof.includes('@');
  if (claim.kind === 'email' && isMail) return false;
  if (claim.kind !== 'name' && codesIn(proof).some((code) => code.length >= 5 && codesIn(order.address).includes(code))) return true;
  if (claim.kind === 'phone' && !isMail) return false;
  return provesOrder(order, proof, country);
}

/** Finds the orders of a person, newest first. The outcomes are those of `lookUp`; `not_found`: the text names nobody. */
export async function lookUpPerson(
  tools: LookupTools,
  asker: Asker,
  text: string,
  proof: string | undefined,
  now: number,
): Promise<{ ok: true; orders: OrderRow[] } | Extract<Lookup, { ok: false }>> {
  const claim = claimIn(text);
  if (!claim) return { ok: false, code: 'not_found' };
  if (!proof?.trim()) return { ok: false, code: 'proof_needed' };
  const said = proof.slice(0, 200).normalize('NFKC').trim().toLowerCase();
  const proved = (await candidates(tools, claim)).filter((order) => provesBeside(order, claim, said, tools.country));
  const subject = createHash('sha256').update(JSON.stringify(claim)).digest('hex').slice(0, 16);
  const admission = await tools.attemptLimiter.admit(asker, subject, { strength: strengthOfProof(said), isRight: proved.length > 0 }, now);
  if (!admission.ok) return admission;
  if (proved.length === 0) return { ok: false, code: 'wrong_proof' };
  for (const { number } of proved)
    await tools.store.collection(orderProofs).insert({ _id: `${number} ${asker.contact}`, contact: asker.contact, order: number, at: now });
  return { ok: true, orders: proved.sort((a, b) => b.placedAt - a.placedAt) };
}
