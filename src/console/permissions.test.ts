import { expect, it } from 'vitest';
import { allPermissions, may, permissionsOf, roles } from './permissions.ts';

it.each([
  ['owner', allPermissions.join(' ')],
  ['editor', 'self goods coupons flows knowledge segments broadcasts reports'],
  ['agent', 'self inbox customers goods'],
] as const)('%s may %s', (role, expected) => expect(permissionsOf(role).join(' ')).toBe(expected));

it('gives the owner everything, and everybody their own account', () => {
  expect(allPermissions.filter((one) => !may('owner', one))).toEqual([]);
  expect(roles.filter((role) => !may(role, 'self'))).toEqual([]);
});
