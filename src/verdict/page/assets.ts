import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A style sheet or script inside the page, with the hash that the page's Content-Security-Policy allows. */
export interface Asset {
  text: string;
  /** In the form that a Content-Security-Policy takes. */
  hash: string;
}

/** The page's own style. */
export const style = asset(new URL('./page.css', import.meta.url));
/** The page's own script. */
export const script = asset(new URL('./page.js', import.meta.url));

/** Reads a style sheet or script, with LF line endings, to put it into a page. */
export function asset(file: URL): Asset {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  return { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}
