import { beforeEach, expect, test } from 'vitest'
import { age, told, untell, useTold } from './told'

beforeEach(() => void told.splice(0))

test('a notice goes by itself, sooner when it is a success', () => {
  const tell = useTold()
  tell.done('saved')
  tell.note('on its way')
  age(4_000)
  expect(told.map((n) => n.title)).toEqual(['on its way'])
  age(2_000)
  expect(told).toHaveLength(0)
})

test('the same words are told once, anew; at most five stand', () => {
  const tell = useTold()
  tell.done('saved')
  age(3_000)
  tell.done('saved')
  expect(told.map((n) => n.leftMs)).toEqual([4_000])
  for (let n = 0; n < 7; n += 1) tell.note(`n${n}`)
  expect(told.map((n) => n.title)).toEqual(['n2', 'n3', 'n4', 'n5', 'n6'])
  untell(told[0]?.id ?? 0)
  expect(told).toHaveLength(4)
})
