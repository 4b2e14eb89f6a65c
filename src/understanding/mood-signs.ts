/** Signs of a mood in a message besides its words: marks, capitals, faces, letters said twice. */
const faces: Readonly<Record<string, RegExp>> = {
  raging: /😡|🤬|😠|👿|💢|🖕|😤|\[(?:发怒|怒|抓狂|怒火|咒骂|炸弹|菜刀|生气)\]/u,
  sad: /😞|😔|😢|😭|🙁|☹|😥|😟|💔|😩|😫|:\(|:-\(|\[(?:难过|流泪|大哭|委屈|失望|心碎|叹气|快哭了)\]/u,
  sour: /🙄|😒|😑|🙃|👎|\[(?:白眼|鄙视|撇嘴|弱|傲慢|冷汗|无语)\]/u,
  glad: /😍|🥰|😊|😀|😃|😄|😁|❤|💕|👍|🎉|🙏|😘|🤩|👏|💖|😻|:\)|:-\)|:D|<3|\[(?:微笑|呲牙|爱心|强|鼓掌|玫瑰|愉快|可爱|亲亲|太阳|胜利|OK|色|抱拳)\]/u,
  laughing: /😂|🤣|😆|haha|lol|哈哈|嘻嘻|hhh/iu,
};
const notShouting =
  /^(?:SO|ID|OK|USA?|UK|EU|DHL|UPS|EMS|VIP|FAQ|USD|EUR|GBP|CNY|RMB|HK|XX?L|XXXL|XS|XXS|SMS|PDF|COD|VAT|PM|AM|TV|II|III|STOP|HELP|YES|NO|TNT|SKU|NFC|QR|PO)$/;

export interface Loudness {
  /** Most of the letters are capitals, in three words or more that are no abbreviations. */
  shouts: boolean;
  /** One word in capitals among others. */
  stresses: boolean;
}

export function loudness(text: string): Loudness {
  const capitals = (text.match(/\b[A-Z]{2,}\b/g) ?? []).filter((word) => !notShouting.test(word));
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  const upper = text.match(/[A-Z]/g)?.length ?? 0;
  // Who writes everything in capitals stresses nothing by them.
  const loud = upper / letters > 0.7;
  return { shouts: loud && capitals.length >= 3, stresses: !loud && capitals.some((word) => word.length > 2) };
}

/** Returns the signs of a message by name. */
export function signs(text: string): string[] {
  const found = Object.entries(faces).flatMap(([name, face]) => (face.test(text) ? [name] : []));
  const { shouts, stresses } = loudness(text);
  if (shouts) found.push('shouts');
  if (stresses) found.push('stresses');
  if (/[!！]{3,}/.test(text)) found.push('!!!');
  else if (/[!！]{2}/.test(text)) found.push('!!');
  else if (/[!！]/.test(text)) found.push('!');
  if (/[?？]{3,}/.test(text)) found.push('???');
  else if (/[?？]{2}/.test(text)) found.push('??');
  else if (/[?？]/.test(text)) found.push('?');
  if (/[?？][!！]|[!！][?？]/.test(text)) found.push('?!');
  if (/\.{3}|…|。。/.test(text)) found.push('...');
  if (/[a-z][*@#$!]+[a-z]|\*{2,}|[@#$%&]{3,}/i.test(text)) found.push('masked');
  if (/([a-z])\1{2,}/i.test(text)) found.push('drawn');
  if (text.length <= 12) found.push('short');
  return found;
}
