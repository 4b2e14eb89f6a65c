const key = { id: 'kJ3vYw0sQ8Zb1nH5tR7c', name: 'Phone', at: 1_790_000_000_000 } as const;
const mine = { totp: true, codes: 10, passkeys: [key], demanded: false, host: 'shop.example.com' } as const;
const signs = 'MTc5MDAwMDAwMDAwMC5rSjN2WXcwc1E4WmIxbkg1dFI3Yw';
const clientData = 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0';
const authData = 'SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ';
const password = 'green tea at four';

export const second = { answer: mine } as const;
export const demand = { body: { demanded: true }, answer: { demanded: true } } as const;
export const beginTotp = {
  body: { password },
  status: 201,
  answer: {
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    uri: 'otpauth://totp/Zhanggui%3AWei?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Zhanggui&algorithm=SHA1&digits=6&period=30',
  },
} as const;
export const confirmTotp = { body: { code: '287082' }, answer: { codes: ['3f9a1-c07be', 'b81d2-44e90'] } } as const;
export const endTotp = { body: { password }, answer: { ...mine, totp: false, codes: 0 } } as const;
export const addPasskey = {
  body: { id: key.id, name: key.name, clientData, authData, key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE', alg: -7, challenge: signs, password },
  status: 201,
  answer: mine,
} as const;
export const removePasskey = { params: { id: key.id }, body: { password: 'green tea at four' }, answer: { ...mine, passkeys: [] } } as const;
export const signInByPasskey = {
  body: { id: key.id, clientData, authData, signature: 'MEUCIQDx', challenge: signs },
  answer: { id: '8d1f7b20', name: 'Wei', role: 'agent' },
} as const;
export const challenge = { answer: { challenge: signs, host: 'shop.example.com', algorithms: [-7, -257, -8] } } as const;
