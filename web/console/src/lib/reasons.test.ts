import { beforeAll, describe, expect, test } from 'vitest'
import { needWords, speak } from '@/i18n'
import { whyNot } from './reasons'

describe('why not', () => {
  beforeAll(() => needWords(['why', 'codes']))

  test.each([
    ['zh-Hans', '按服务策略，不能从「新建」进入「调查中」。请先完成前面的步骤。'],
    ['en', 'The policy does not lead from New to Investigating. Take the steps between first.'],
  ] as const)('stages are named in %s, never coded', async (language, sentence) => {
    await speak(language, false)
    expect(whyNot('not_in_flow', { from: 'new', to: 'investigating' })).toBe(sentence)
  })

  test('a time is one of the business zone, and the same name in another reason is no stage', async () => {
    await speak('en', false)
    expect(whyNot('not_silent_yet', { from: '2026-11-22T16:30:00.000Z' })).toContain('23 Nov 2026, 00:30')
  })

  test('what has no sentence says nothing', () => expect(whyNot('no_such_code_at_all')).toBeNull())
})
