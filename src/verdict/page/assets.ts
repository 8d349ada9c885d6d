import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A style sheet or script that stands in the page, with the hash by which the page's policy knows it. */
export interface Asset {
  text: string;
  /** As a Content-Security-Policy writes it. */
  hash: string;
}

/** The page's own style. */
export const style = asset(new URL('./page.css', import.meta.url));
/** The page's own script. */
export const script = asset(new URL('./page.js', import.meta.url));

/** A file of this folder's kind, as it stands in a page. */
export function asset(file: URL): Asset {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  return { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
