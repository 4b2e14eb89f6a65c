/** Phone numbers as they are compared: the digits of the whole number, country code first, one person's in one spelling. */
import { getCountries, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { plainDigits } from './plain-digits.ts';

interface WithZones extends Intl.Locale {
  timeZones?: string[];
  getTimeZones?(): string[] | undefined;
}

/** Returns the name that a zone goes by: it has older ones. Costs much, so only for those that are asked for. */
const canonical = (zone: string): string => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;

const zonesOf = (country: string): readonly string[] => {
  const locale: WithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
};

/** Zones of most shops: to ask what the system knows of each country costs a tenth of a start. */
export const frequentZones: Readonly<Record<string, string>> = {
  'Asia/Shanghai': 'CN',
  'Asia/Hong_Kong': 'HK',
  'Asia/Macau': 'MO',
  'Asia/Taipei': 'TW',
  'Asia/Singapore': 'SG',
  'Asia/Kuala_Lumpur': 'MY',
  'Asia/Tokyo': 'JP',
  'Asia/Seoul': 'KR',
  'Asia/Bangkok': 'TH',
  'Asia/Jakarta': 'ID',
  'Asia/Manila': 'PH',
  'Asia/Dubai': 'AE',
  'America/New_York': 'US',
  'America/Chicago': 'US',
  'America/Los_Angeles': 'US',
  'America/Toronto': 'CA',
  'America/Vancouver': 'CA',
  'America/Mexico_City': 'MX',
  'America/Sao_Paulo': 'BR',
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'Europe/Paris': 'FR',
  'Europe/Berlin': 'DE',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'Europe/Amsterdam': 'NL',
  'Europe/Warsaw': 'PL',
  'Australia/Sydney': 'AU',
  'Australia/Melbourne': 'AU',
  'Pacific/Auckland': 'NZ',
  UTC: '',
};

const zones = new Map<string, string | undefined>(Object.entries(frequentZones).map(([zone, country]) => [zone, country || undefined]));

/** Asks the system, which knows the zones of each country. */
export function findCountry(zone: string): string | undefined {
  const same = getCountries().filter((country) => zonesOf(country).includes(zone));
  if (same.length > 0) return same.at(-1);
  const name = canonical(zone);
  return getCountries().findLast((country) => zonesOf(country).some((one) => canonical(one) === name));
}

/** Returns the country of a time zone, ISO 3166; undefined for UTC and the like. Remembers those that were asked for. */
export function countryOfZone(zone: string): string | undefined {
  if (!zones.has(zone)) zones.set(zone, findCountry(zone));
  return zones.get(zone);
}

/** Tells whether it is a country that has phone numbers. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code);
}

/** Numbers that networks write in two ways, and WhatsApp often in the other one: Brazil's ninth digit, the 1 of Mexico, the 9 of Argentina. */
const spellings: readonly { long: RegExp; short: RegExp; shorter: string; longer: string }[] = [
  { long: /^(55\d{2})9([6-9]\d{7})$/, shorter: '$1$2', short: /^(55\d{2})([6-9]\d{7})$/, longer: '$19$2' },
  { long: /^521(\d{10})$/, shorter: '52$1', short: /^52(\d{10})$/, longer: '521$1' },
  { long: /^549(\d{10})$/, shorter: '54$1', short: /^54(\d{10})$/, longer: '549$1' },
];
const shortened = (digits: string): string => spellings.reduce((key, { long, shorter }) => key.replace(long, shorter), digits);
const lengthened = (digits: string): string => spellings.reduce((key, { short, longer }) => key.replace(short, longer), digits);

const extension = /\s*(?:ext|x|转|分机)\.?\s*\d{1,6}$/i;

/** China's numbers of machines look like some of North America; machines order nothing. */
const machines = /^8614[014]/;

/** Tells whether the digits may be read as a number of the shop's country: a mobile phone, or one with the 0 (or 8) that is dialled at home. */
function isOfHome(number: PhoneNumber | undefined, digits: string): number is PhoneNumber {
  if (!number?.isValid() || machines.test(number.number.slice(1))) return false;
  return /^[08]/.test(digits) || /MOBILE/.test(number.getType() ?? '');
}

interface Readings {
  digits: string;
  /** Reading as if it had a plus. */
  abroad: PhoneNumber | undefined;
  /** Reading as a number of the shop's country. */
  home: PhoneNumber | undefined;
}

function readingsOf(text: string, country: string | undefined): Readings {
  const plain = plainDigits(text.slice(0, 60).normalize('NFKC')).trim().replace(extension, '');
  const digits = plain.replace(/\D/g, '').replace(/^00/, '');
  // The older spelling of Brazil is no valid number any more.
  const abroad = parsePhoneNumberFromString(`+${/^55/.test(digits) ? lengthened(digits) : digits}`);
  const isAbroad = /^[(\s]*\+|^00/.test(plain);
  const home = isAbroad || country === undefined || !isSupportedCountry(country) ? undefined : parsePhoneNumberFromString(plain, country);
  return { digits, abroad, home };
}

/**
 * Tells whether a number without plus may be of two countries: one of the shop's country, and another one with its country code. Where the shop's
 * country is not known, this is so for every number without plus.
 */
export function isDoubtful(text: string, country: string | undefined): boolean {
  const { abroad, home } = readingsOf(text, country);
  if (abroad?.isValid() !== true) return false;
  if (country === undefined) return !isWhole(text);
  return home?.isValid() === true && abroad.number !== home.number;
}

/** Tells whether the country code is written as one: with a plus, or 00. */
function isWhole(text: string): boolean {
  return /^[(\s]*\+|^\s*00/.test(plainDigits(text.normalize('NFKC')));
}

/**
 * Returns the digits of a number with its country code, however it is written; one without country code is of `country` (ISO 3166). A number that no
 * country has is its plain digits. Empty when there are too few.
 */
export function wholeNumberOf(text: string, country: string | undefined): string {
  const { digits, abroad, home } = readingsOf(text, country);
  if (digits.length < 5) return '';
  // Files often lose the plus: 8613800138000 is no number of the shop's country, and one with its code.
  const known = isOfHome(home, digits) ? home : ([abroad, home].find((one) => one?.isValid()) ?? [home, abroad].find((one) => one?.isPossible()));
  return known?.number.slice(1) ?? digits;
}

/** Returns the key that all spellings of one person's number share: its whole digits, in the shorter spelling where a country has two. */
export function phoneKey(text: string, country: string | undefined): string {
  return shortened(wholeNumberOf(text, country));
}

/** Returns all that a stored number may look like which has this key, with `+` and without. */
export function phoneForms(text: string, country: string | undefined): string[] {
  const key = phoneKey(text, country);
  // What is no whole number of any country is compared as it stands; bare digits beside a whole number would be somebody abroad.
  const digits = key === '' ? text.replace(/\D/g, '') : key;
  return [...new Set([key, lengthened(key), digits])].filter(Boolean).flatMap((one) => [one, `+${one}`]);
}
