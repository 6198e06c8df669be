/** The twelve-digit number by which a message is spoken of; its last digit checks the others (Luhn), so a slip on the telephone shows. */
export function publicCode(random: (below: number) => number): string {
  let body = String(1 + random(9));
  for (let i = 0; i < 10; i += 1) body += String(random(10));
  return body + checkDigit(body);
}

/** The code from what a person typed (spaces, dashes, full-width digits allowed); undefined when the check digit is off. */
export function readPublicCode(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const digits = text.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}]/gu, '');
  if (!/^\d{12}$/.test(digits)) return undefined;
  return checkDigit(digits.slice(0, 11)) === digits[11] ? digits : undefined;
}

/** 3847 2019 5526: as it is shown and read aloud. */
export function showCode(code: string): string {
  return code.replace(/(\d{4})(?=\d)/g, '$1 ');
}

function checkDigit(body: string): string {
  let sum = 0;
  [...body].reverse().forEach((c, i) => {
    const doubled = Number(c) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return String((10 - (sum % 10)) % 10);
}
