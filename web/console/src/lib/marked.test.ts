import { expect, test } from 'vitest'
import { marked } from './marked'

const shown = (text: string, words: string[]) => marked(text, words).map((p) => (p.marked ? `[${p.text}]` : p.text)).join('')

test('words are marked wherever they stand, the longest first, and nothing of the text is lost', () => {
  expect(shown('電視冒煙，冒煙了', ['冒煙'])).toBe('電視[冒煙]，[冒煙]了')
  expect(shown('快递太慢', ['快递', '快递太'])).toBe('[快递太]慢')
  expect(shown('a.b*c', ['b*', ''])).toBe('a.[b*]c')
  expect(marked('没有', [])).toEqual([{ text: '没有', marked: false }])
  expect(marked('', ['x'])).toEqual([])
})
