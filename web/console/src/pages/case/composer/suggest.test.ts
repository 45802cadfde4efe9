import { describe, expect, test } from 'vitest'
import { asHtml, asked } from './suggest'

describe('what the caret asks for', () => {
  test.each([
    ['/', '/', ''],
    ['您好 /tk', '/', 'tk'],
    ['请看，/退款', '/', '退款'],
    ['ask @zw', '@', 'zw'],
  ])('%s', (before, sign, words) => expect(asked(before, ['/', '@'])).toMatchObject({ sign, words, length: words.length + 1 }))

  test.each(['a/b', 'https://x', 'name@example', '1/2', 'plain', '/a b'])('%s asks for nothing', (before) => {
    expect(asked(before, ['/', '@'])).toBeNull()
  })

  test('only the signs that are known here', () => expect(asked('@zw', ['/'])).toBeNull())
  test('plain words become paragraphs and nothing else', () => expect(asHtml('a <b>\n& c')).toBe('<p>a &lt;b&gt;</p><p>&amp; c</p>'))
})
