/** Certificates made as the README tells a merchant to make them, with the openssl command. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface Certificates {
  ca: string;
  certificate: string;
  key: string;
}

/** An authority, and a server certificate of it that carries `name`; paths of PEM files in `folder`. */
export function makeCertificates(folder: string, name: string): Certificates {
  const openssl = (words: string) => execFileSync('openssl', words.split(' '), { cwd: folder, stdio: 'ignore' });
  openssl('req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=shop-ca -keyout ca.key -out ca.pem');
  openssl(`req -newkey rsa:2048 -nodes -subj /CN=${name} -keyout server.key -out server.csr`);
  writeFileSync(join(folder, 'name.txt'), `subjectAltName=DNS:${name}\n`);
  openssl('x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile name.txt -out server.pem');
  return { ca: join(folder, 'ca.pem'), certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') };
}
