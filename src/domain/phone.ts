/** A mainland mobile number as eleven digits, from what people type or paste (+86, spaces, dashes, full-width, the invisible marks of an address book); undefined when it is none. */
export function readPhone(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}().]/gu, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}

/** 138****8000: for screens on which the owner must recognise their own number. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(7)}`;
}
