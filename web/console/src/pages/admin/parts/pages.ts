/** Every page of a list, in order: for lists that a form offers whole (units, people). */
export async function everyPage<T>(ask: (after: string | undefined) => Promise<{ data: T[]; next: string | null }>): Promise<T[]> {
  const out: T[] = []
  let after: string | undefined
  for (;;) {
    const page = await ask(after)
    out.push(...page.data)
    if (page.next === null) return out
    after = page.next
  }
}
