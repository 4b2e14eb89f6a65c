/** Checks of a sealed callback before anything of it is parsed. Pure and total. */

const begin = '<![CDATA[';
const end = ']]>';
const open = '<Encrypt>';
const close = '</Encrypt>';

/** Returns the place where the element begins, CDATA sections left out: in compatible mode a customer's own words stand in front of it. Looks at each byte once. */
function whereSealed(text: string): number {
  let at = text.indexOf(open);
  let section = text.indexOf(begin);
  while (at >= 0 && section >= 0 && section < at) {
    const after = text.indexOf(end, section);
    if (after < 0) return -1;
    if (at < after) at = text.indexOf(open, after);
    section = text.indexOf(begin, after);
  }
  return at;
}

/**
 * Returns the text of the first `<Encrypt>`, bare or in CDATA, found without an XML parser and in time proportional to the body: a stranger's body
 * costs no more than that. Undefined when there is none or it is no base64. Proves nothing: its signature is looked at next.
 */
export function sealedPart(body: Buffer): string | undefined {
  const text = body.toString('latin1');
  const at = whereSealed(text);
  if (at < 0) return undefined;
  const until = text.indexOf(close, at);
  if (until < 0) return undefined;
  let inner = text.slice(at + open.length, until).trim();
  if (inner.startsWith(begin)) {
    if (!inner.endsWith(end)) return undefined;
    inner = inner.slice(begin.length, -end.length).trim();
  }
  return /^[A-Za-z0-9+/]+={0,2}$/.test(inner) ? inner : undefined;
}
