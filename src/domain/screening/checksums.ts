const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';
/** The first two digits of an ID number name a province, region or city. */
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** GB 11643: a province, a possible birthday, and the last digit as the other seventeen demand. */
export function isIdNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number) || !provinces.test(number) || !/^(?:18|19|20)/.test(number.slice(6)))
    return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return isDay(number.slice(6, 14)) && checks[sum % 11] === number[17];
}

/** The number of the first generation, without a check digit: a province and a birthday of the 20th century in six digits. */
export function isOldIdNumber(number: string): boolean {
  return /^\d{15}$/.test(number) && provinces.test(number) && isDay(`19${number.slice(6, 12)}`);
}

/** ISO 7812 (Luhn), as every bank card ends; one digit repeated is no card. */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let fromEnd = 0; fromEnd < number.length; fromEnd += 1) {
    const digit = Number(number[number.length - 1 - fromEnd]);
    const doubled = fromEnd % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(number);
}

function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}
