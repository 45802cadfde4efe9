import { describe, expect, test } from 'vitest'
import { draw, size } from './flow-layout'

const edge = (from: string, to: string) => ({ from, to, kind: 'forward' })

describe('the flow of a policy', () => {
  test('steps stand in one column in their order', () => {
    const { nodes, height } = draw(['a', 'b', 'c'], [])
    expect(new Set(nodes.map((n) => n.x)).size).toBe(1)
    expect(nodes.map((n) => n.y)).toEqual([8, 8 + size.height + size.gap, 8 + 2 * (size.height + size.gap)])
    expect(height).toBe(2 * size.edge + 3 * size.height + 2 * size.gap)
  })

  test('what skips runs on the right, what leads back on the left', () => {
    const { nodes, lines } = draw(['a', 'b', 'c'], [edge('a', 'c'), edge('c', 'a')])
    const x = nodes[0]?.x ?? 0
    const [on, back] = lines
    expect(on?.d.startsWith(`M${x + size.width} `)).toBe(true)
    expect(back?.d.startsWith(`M${x} `)).toBe(true)
  })

  test('lines to the same step share a lane, others do not cross in it', () => {
    const one = draw(['a', 'b', 'c', 'd'], [edge('a', 'd'), edge('b', 'd')])
    const two = draw(['a', 'b', 'c', 'd'], [edge('a', 'd'), edge('a', 'c')])
    expect(two.width - one.width).toBe(size.lane)
  })

  test('an edge to a step that is not there is left out', () => {
    expect(draw(['a', 'b'], [edge('a', 'z'), edge('a', 'a'), edge('a', 'b')]).lines).toHaveLength(1)
  })
})
