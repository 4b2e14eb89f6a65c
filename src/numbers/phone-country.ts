import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Returns the ISO 3166 country of a number with its country code, as digits; undefined for what is no number. */
export function countryOfNumber(digits: string): string | undefined {
  return /^\d{7,15}$/.test(digits) ? parsePhoneNumberFromString(`+${digits}`)?.country : undefined;
}
