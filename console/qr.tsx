/** A code that a phone reads, drawn here: nothing of it leaves the page. */
import { create } from 'qrcode/lib/core/qrcode.js';

export function Qr({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const path = [...modules.data].flatMap((dark, at) => (dark ? [`M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`] : [])).join('');
  return (
    <svg className="qr" viewBox={`-4 -4 ${modules.size + 8} ${modules.size + 8}`} role="img" aria-label={label}>
      <rect x="-4" y="-4" width={modules.size + 8} height={modules.size + 8} />
      <path d={path} />
    </svg>
  );
}
