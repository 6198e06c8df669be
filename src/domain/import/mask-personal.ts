/** A public text without numbers that lead to a person, and how many were taken out. */
export interface Masked {
  text: string;
  count: number;
}

const numbers: readonly { pattern: RegExp; mark: string }[] = [
  {
    // Region, day of birth, serial, check digit.
    pattern:
      /(?<!\d)[1-9]\d{5}[-\s]?(?:19\d|20[0-3])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-\s]?\d{3}[\dXx](?!\d)/g,
    mark: '【身份证号已隐去】',
  },
  { pattern: /(?<!\d)(?:(?:\+|00)?86[-\s]?)?1[3-9]\d([-\s]?)\d{4}\1\d{4}(?!\d)/g, mark: '【手机号已隐去】' },
];

/** Takes mobile numbers and identity-card numbers out of a text that is to be public; the marks are those of a reviewer. */
export function maskPersonal(text: string): Masked {
  let masked = text;
  let count = 0;
  for (const { pattern, mark } of numbers) {
    const finds = [...halfWidth(masked).matchAll(pattern)];
    count += finds.length;
    for (const { index, 0: found } of finds.reverse()) {
      masked = masked.slice(0, index) + mark + masked.slice(index + found.length);
    }
  }
  return { text: masked, count };
}

// Full-width digits, letters and signs lie 0xFEE0 above the plain ones, one for one.
function halfWidth(text: string): string {
  return text.replace(/[\uFF0B\uFF0D\uFF10-\uFF19\uFF38\uFF58]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}
