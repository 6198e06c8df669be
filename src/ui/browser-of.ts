const browsers = [
  [/MicroMessenger/, '微信 WeChat'],
  [/Edg[A]?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const systems = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

/** A browser as its owner knows it again in a list, as in “Firefox · Windows”; null for what is not known. */
export function browserOf(userAgent: string): string | null {
  const first = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const known = [first(browsers), first(systems)].filter((each) => each !== undefined);
  return known.length > 0 ? known.join(' · ') : null;
}
