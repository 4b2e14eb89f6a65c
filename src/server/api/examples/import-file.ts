/** A sheet of two teas, and what is told of it. */
export const importProducts = {
  query: { file: 'products.csv', check: 'false', lang: 'en' },
  file: {
    name: 'products.csv',
    text: [
      'id,title_zh,title_en,price,currency,stock,sku,size',
      'longjing,西湖龙井,Longjing green tea,128.00,CNY,24,LJ-50,50g',
      'da-hong-pao,大红袍,Da Hong Pao,168.00,CNY,12,DHP-50,50g',
      '',
    ].join('\n'),
  },
  answer: {
    ok: true,
    kind: 'products',
    rows: 2,
    stored: 2,
    encoding: 'utf-8',
    ignored: [],
    notes: [],
    changes: {
      added: [
        { id: 'longjing', name: '西湖龙井', fields: [] },
        { id: 'da-hong-pao', name: '大红袍', fields: [] },
      ],
      changed: [],
      removed: [],
      same: 0,
    },
    isPreview: false,
    lines: ['Imported. Products: 2 (rows: 2).'],
  },
} as const;
