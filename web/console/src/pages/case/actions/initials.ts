/**
 * Initials of Chinese words as input methods spell them: `zl` finds 质量. The order of the browser's own Chinese
 * collation is by pinyin, so each sign stands between two signs that begin a letter; no table is shipped.
 */
const letters = 'abcdefghjklmnopqrstwxyz'
const firsts = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'
const collator = new Intl.Collator('zh-Hans-u-co-pinyin')

function initial(sign: string): string {
  if (!/\p{Script=Han}/u.test(sign)) return /[a-z0-9]/i.test(sign) ? sign.toLowerCase() : ''
  for (let n = letters.length - 1; n >= 0; n--) if (collator.compare(sign, firsts[n] ?? '') >= 0) return letters[n] ?? ''
  return ''
}

export const initials = (words: string): string => [...words].map(initial).join('')

/** Whether something of these names fits what was typed: part of a name, or of its initials. */
export function fits(names: string[], typed: string): boolean {
  const asked = typed.trim().toLowerCase()
  if (asked === '') return true
  return names.some((name) => name.toLowerCase().includes(asked) || (/^[a-z0-9]+$/.test(asked) && initials(name).includes(asked)))
}
