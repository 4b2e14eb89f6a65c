const stored = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c';

export const agentFile = {
  query: { name: 'label.jpg' },
  file: { name: 'label.jpg', text: '' },
  status: 201,
  answer: { type: 'image', stored, name: 'label.jpg', bytes: 48_120 },
} as const;
