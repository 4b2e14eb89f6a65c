import type { RowReader } from './row-reader.ts';

/** Returns the parts of an address that are not in it yet, as people write them: 浙江省杭州市西湖区文三路 1 号; 1 Main St, Springfield, 02928, US. */
export function addressOf(row: RowReader): string {
  const [street = '', more = ''] = [row.text('address', 500), row.text('address_more', 200)];
  const [district = '', city = '', province = '', postcode = '', country = ''] = ['district', 'city', 'province', 'postcode', 'country'].map((field) =>
    row.text(field, 100),
  );
  const whole = [street, more].filter((part, at) => part && (at === 0 || !street.includes(part))).join(', ');
  if (/\p{Script=Han}/u.test(whole + city)) {
    const before = [province, city, district].filter((part, at, all) => part && !whole.includes(part) && all.indexOf(part) === at);
    return `${before.join('')}${whole}`.slice(0, 500);
  }
  return [whole, ...[district, city, province, postcode, country].filter((part) => part && !whole.includes(part))].filter(Boolean).join(', ').slice(0, 500);
}

/** Returns the person that a parcel goes to: one cell, or first and last name as their language puts them. */
export function personOf(row: RowReader): string | undefined {
  const whole = row.text('customer', 200) ?? row.text('name', 200);
  if (whole !== undefined) return whole;
  const [first, last] = [row.text('first_name', 100), row.text('last_name', 100)];
  if (first === undefined || last === undefined) return first ?? last;
  return /^\p{Script=Han}+$/u.test(first + last) ? last + first : `${first} ${last}`;
}
