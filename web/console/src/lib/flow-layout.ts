/**
 * Places for the flow of a policy: one column of steps in their order, what goes to the next step straight between
 * them, what skips steps on the right, what leads back on the left. Edges to the same step share a lane, so that many
 * ways back to one step are one line. Pure; sizes in pixels.
 */
export interface Edge {
  from: string
  to: string
  kind: string
}

export interface Placed {
  stage: string
  x: number
  y: number
}

export interface Line extends Edge {
  /** The path of the line. */
  d: string
  /** The triangle at its end. */
  tip: string
}

export interface Drawn {
  width: number
  height: number
  nodes: Placed[]
  lines: Line[]
}

export const size = { width: 208, height: 46, gap: 22, lane: 11, edge: 8 }

const tip = (x: number, y: number, side: 'down' | 'left' | 'right'): string => {
  const points = { down: [[-4, -6], [4, -6]], left: [[6, -4], [6, 4]], right: [[-6, -4], [-6, 4]] }[side]
  return `${x},${y} ${points.map(([dx, dy]) => `${x + (dx ?? 0)},${y + (dy ?? 0)}`).join(' ')}`
}

/** Gives each target a lane: short ones near the steps, none over another in the same lane. */
function lanes(edges: { from: number; to: number }[]): Map<number, number> {
  const spans = new Map<number, [number, number]>()
  for (const { from, to } of edges) {
    const [low, high] = spans.get(to) ?? [to, to]
    spans.set(to, [Math.min(low, from), Math.max(high, from)])
  }
  const taken: [number, number][][] = []
  const found = new Map<number, number>()
  for (const [to, [low, high]] of [...spans].sort(([, a], [, b]) => a[1] - a[0] - (b[1] - b[0]) || a[0] - b[0])) {
    let lane = taken.findIndex((others) => others.every(([l, h]) => high < l || h < low))
    if (lane < 0) lane = taken.push([]) - 1
    taken[lane]?.push([low, high])
    found.set(to, lane)
  }
  return found
}

/** Where every step stands and how every line runs. Edges to steps that are not there are left out. */
export function draw(stages: string[], edges: Edge[]): Drawn {
  const at = new Map(stages.map((stage, n) => [stage, n]))
  const known = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)]
    return from === undefined || to === undefined || from === to ? [] : [{ edge, from, to }]
  })
  const right = lanes(known.filter((e) => e.to > e.from + 1))
  const left = lanes(known.filter((e) => e.to < e.from))
  const wide = (of: Map<number, number>) => (of.size > 0 ? (Math.max(...of.values()) + 2) * size.lane : size.edge)
  const x = wide(left)
  const top = (n: number) => size.edge + n * (size.height + size.gap)
  const middle = (n: number) => top(n) + size.height / 2
  const [begin, end] = [x, x + size.width]

  const lines = known.map(({ edge, from, to }): Line => {
    if (to === from + 1) {
      const [cx, y1, y2] = [x + size.width / 2, top(from) + size.height, top(to)]
      return { ...edge, d: `M${cx} ${y1}V${y2 - 5}`, tip: tip(cx, y2, 'down') }
    }
    const down = to > from
    const lane = (down ? right : left).get(to) ?? 0
    const [side, out] = down ? [end, end + (lane + 1) * size.lane] : [begin, begin - (lane + 1) * size.lane]
    // Leaves below the middle and arrives above it, so that a line in and a line out do not run into each other.
    const [y1, y2, r] = [middle(from) + 8, middle(to) - 8, 5]
    const [towards, turn] = [down ? 1 : -1, down ? r : -r]
    return {
      ...edge,
      d: `M${side} ${y1}H${out - towards * r}Q${out} ${y1} ${out} ${y1 + turn}V${y2 - turn}Q${out} ${y2} ${out - towards * r} ${y2}H${side + towards * 5}`,
      tip: tip(side, y2, down ? 'left' : 'right'),
    }
  })
  return {
    width: end + wide(right),
    height: top(stages.length) - size.gap + size.edge,
    nodes: stages.map((stage, n) => ({ stage, x, y: top(n) })),
    lines,
  }
}
