const named: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// What XML 1.0 cannot carry at all, not even as a number: control characters, halves of pairs, the two non-characters.
const unwritable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as it stands inside an element or an attribute of XML. */
export function xmlText(text: string): string {
  return text.replace(unwritable, '').replace(/[&<>"']/g, (sign) => named[sign] ?? sign);
}

/** An element with text inside, or nothing where there is none. */
export function element(name: string, text: string, attributes: Record<string, string> = {}): string {
  const open = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${xmlText(value)}"`)];
  return text === '' ? `<${open.join(' ')}/>` : `<${open.join(' ')}>${xmlText(text)}</${name}>`;
}

/** Plain text as paragraphs of HTML. */
export function paragraphs(text: string): string {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${xmlText(line.trim())}</p>`)
    .join('');
}
