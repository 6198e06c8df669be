import { XMLParser, XMLValidator } from 'fast-xml-parser';

const many = ['entry', 'item', 'url', 'sitemap'];
const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => many.includes(name) });

/** Reads a whole document of XML; throws where it is not well formed. Attributes begin with @_. */
export function readXml(text: string): Record<string, Record<string, never>> {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(valid.err.msg);
  return parser.parse(text) as Record<string, Record<string, never>>;
}
