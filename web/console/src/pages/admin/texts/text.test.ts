import { expect, test } from 'vitest'
import { place, putIn } from './text'

test('a place goes where the cursor stands, over what is chosen', () => {
  expect(putIn('您好，！', place('customer.name'), 3, 3)).toEqual({ text: '您好，{{customer.name}}！', at: 20 })
  expect(putIn('Dear NAME,', place('customer.name'), 5, 9)).toEqual({ text: 'Dear {{customer.name}},', at: 22 })
})
