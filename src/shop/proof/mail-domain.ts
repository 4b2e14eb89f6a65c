/** Domains of e-mail addresses: which belong to one owner, who may make up as many mailboxes as they like. */

/** Providers at which each mailbox is another person's, with an end for each country where they have one. */
const providers = new RegExp(
  `^(?:${[
    '(?:gmail|googlemail|aol|icloud|me|mac|msn|proton|protonmail|zoho|fastmail|hey)\\.(?:com|me|net)',
    '(?:outlook|hotmail|live|yahoo|ymail|rocketmail|gmx|yandex)\\.(?:[a-z]{2,3}|com?\\.[a-z]{2})',
    '(?:qq|foxmail|163|126|188|139|wo|sina|sohu|aliyun|tom|21cn|vip\\.(?:qq|163|126|188|sina))\\.(?:com|com\\.cn|cn)|yeah\\.net|189\\.cn|pchome\\.com\\.tw',
    '(?:naver|daum|nate|rediffmail|mail|email|juno|comcast|verizon|att|sbcglobal|bellsouth|cox|charter)\\.(?:com|net)|hanmail\\.net',
    '(?:mail|bk|list|inbox|rambler|ya|internet)\\.ru|ukr\\.net|(?:web|freenet|posteo|mailbox|t-online|arcor)\\.(?:de|org)',
    '(?:orange|free|laposte|wanadoo|sfr|bbox|numericable)\\.(?:fr|net)|(?:libero|virgilio|tin|alice|tiscali)\\.it|(?:wp|o2|onet|interia|op)\\.pl|seznam\\.cz',
    '(?:btinternet|virginmedia|sky|talktalk)\\.(?:com|net)|(?:uol|bol|terra|ig)\\.com\\.br|(?:bigpond|optusnet)\\.(?:com|com\\.au|net\\.au)',
    '(?:docomo|ezweb|softbank|nifty|biglobe|ocn|au)\\.(?:ne\\.jp|com|jp)|ziggo\\.nl|kpnmail\\.nl|telenet\\.be|bluewin\\.ch|hispeed\\.ch|telia\\.com|mail\\.dk',
  ].join('|')})$`,
);
/** What stands before a country where names are given out a level below. */
const below = new Set(['co', 'com', 'net', 'org', 'edu', 'ac', 'gov', 'gob', 'ne', 'or', 'go', 'gen', 'web', 'in']);

/** Returns the domain that one owner has, without the names they made below it; undefined for a provider whose mailboxes are everybody's. Lower case. */
export function ownedDomain(domain: string): string | undefined {
  if (providers.test(domain)) return undefined;
  const labels = domain.split('.');
  const isBelow = labels.at(-1)?.length === 2 && below.has(labels.at(-2) ?? '');
  return labels.slice(isBelow ? -3 : -2).join('.');
}
