import { expect, test } from 'vitest'
import { placed } from './ordering'

test('what is not shown keeps its place among its neighbours', () => {
  // b is hidden: a moves down past c, and up again.
  expect(placed(['a', 'b', 'c', 'd'], 'a', 'c', true)).toEqual(['b', 'c', 'a', 'd'])
  expect(placed(['b', 'c', 'a', 'd'], 'a', 'c', false)).toEqual(['b', 'a', 'c', 'd'])
})
