/** A mainland mobile number as eleven digits, from what people type (+86, spaces, dashes, full-width); undefined when it is none. */
export function readPhone(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s\-()]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}

/** 138****8000: for screens on which the owner must recognise their own number. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(7)}`;
}
