import { xmlText } from '../../domain/xml-text.ts';

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
