import { expect, test } from 'vitest'
import { countOf, planned, sent, startFor } from './plan'

test('units without a name are left out with all below them', () => {
  const tree = [planned(' 客服部 ', 'department', [planned('一组', 'team')]), planned('', 'region', [planned('站', 'station')])]
  expect(countOf(tree)).toBe(4)
  expect(sent(tree)).toEqual([{ name: '客服部', kind: 'department', children: [{ name: '一组', kind: 'team', children: [] }] }])
})

test('a network of stations starts with a region and a station below it', () => {
  const [, , region] = startFor('auto_station', (key) => key)
  expect(region?.kind).toBe('region')
  expect(region?.children.map((u) => u.kind)).toEqual(['station'])
})
