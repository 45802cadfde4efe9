/** What a browser says of itself, as a person would: `Chrome · Windows`; what we do not know stays as it came. */
export function agentName(text: string): string {
  const browsers: [RegExp, string][] = [
    [/MicroMessenger/, '微信'],
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\/|CriOS\//, 'Chrome'],
    [/Version\/.*Safari\//, 'Safari'],
  ]
  const systems: [RegExp, string][] = [
    [/HarmonyOS/, 'HarmonyOS'],
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ]
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(text))?.[1]
  return [find(browsers), find(systems)].filter(Boolean).join(' · ') || text
}
