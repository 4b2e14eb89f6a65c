/** Permissions by role: the one table that the API and the page go by. */

export const roles = ['owner', 'editor', 'agent'] as const;
export type Role = (typeof roles)[number];

/** Each permission with the roles that have it. */
export const permissions = {
  /** Own account, own sessions, names of colleagues. */
  self: roles,
  inbox: ['owner', 'agent'],
  customers: ['owner', 'agent'],
  /** Removes customers for good. */
  erase: ['owner'],
  /** Looks at products and orders. */
  goods: roles,
  /** Changes products and orders, imports files. */
  stock: ['owner'],
  coupons: ['owner', 'editor'],
  flows: ['owner', 'editor'],
  knowledge: ['owner', 'editor'],
  segments: ['owner', 'editor'],
  broadcasts: ['owner', 'editor'],
  reports: ['owner', 'editor'],
  channels: ['owner'],
  /** Outbox, queues, health. */
  operations: ['owner'],
  /** Team, audit log, settings of the shop. */
  settings: ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as readonly Permission[];

/** Tells whether the role has the permission. */
export function may(role: Role, permission: Permission): boolean {
  const having: readonly Role[] = permissions[permission];
  return having.includes(role);
}

/** Returns everything that the role may. */
export const permissionsOf = (role: Role): Permission[] => allPermissions.filter((permission) => may(role, permission));
