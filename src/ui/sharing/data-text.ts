const signs: Record<string, string> = {
  '<': String.raw`\u003c`,
  '>': String.raw`\u003e`,
  '&': String.raw`\u0026`,
  '\u2028': String.raw`\u2028`,
  '\u2029': String.raw`\u2029`,
};

/** Facts as JSON that can stand inside a script element: no sign in it begins or ends anything in HTML. */
export function dataText(facts: object): string {
  return JSON.stringify(facts).replace(/[<>&\u2028\u2029]/g, (sign) => signs[sign] ?? sign);
}
