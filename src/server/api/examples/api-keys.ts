const one = { id: '5f1d0c2b9a7e4431', name: 'Weekly numbers', scopes: ['reports:read'], by: 'Mei', at: 1_790_000_000_000 } as const;

export const listKeys = { answer: { items: [{ ...one, seen: 1_790_003_600_000 }], scopes: ['inbox:read', 'inbox:write', 'reports:read'] } } as const;
export const makeKey = {
  body: { name: 'Weekly numbers', scopes: ['reports:read'], days: 90 },
  status: 201,
  answer: { ...one, until: 1_797_776_000_000, key: 'zg_5f1d0c2b9a7e4431_kJ3vYw0sQ8Zb1nH5tR7cXe2LmPaUoDfGi4Wq6BxNyA1' },
} as const;
export const revokeKey = { params: { id: one.id }, answer: one } as const;
