import { expect, test } from 'vitest'
import { speak } from '@/i18n'
import { article } from './article'

test.each([
  ['zh-Hans', '《消费者权益保护法》第 55 条'],
  ['en', '消费者权益保护法 art. 55'],
] as const)('an article is named as %s writes it, and what is none stays as it is', async (language, named) => {
  await speak(language, false)
  expect(article('消费者权益保护法 art. 55')).toBe(named)
  expect(article('S2-24')).toBe('S2-24')
})
