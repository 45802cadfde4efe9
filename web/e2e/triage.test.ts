import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// What triage proposes stands beside the case with its words marked, is accepted by one click and by a key, and decides
// nothing by itself; the administrator sees what was learned, how good it is, and switches it off.

describe('triage', () => {
  let served: Served
  let person: Person
  let ask: ReturnType<typeof asker>
  const log = (verbatim: string) =>
    ask<CaseNow>('POST', '/cases', {
      kind: 'complaint',
      channel: 'web',
      complainant: { kind: 'anonymous', reason: 'not_given' },
      texts: { subject: '客户来信', verbatim, symptom: '见原话', demand: '处理', product: 'P' },
    })
  const proposals = (id: string) => ask<{ subject: string; label: string }[]>('GET', `/cases/${id}/triage`)

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    const mine = { Authorization: `Bearer ${await served.token()}` }
    ask = asker(served, () => mine)
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    person = await Person.arrive(served, { language: 'en' })
    await person.signIn()
  })
  afterEach(() => person.leave())

  test('a proposal is accepted by one click and by a key, and its words are marked', async () => {
    const { page } = person
    const one = await log('电视机突然冒烟，你们这些骗子，太过分了！')
    await expect.poll(async () => (await proposals(one.id)).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
    expect((await ask<CaseNow>('GET', `/cases/${one.id}`)).classification.category ?? null).toBe(null)
    const desk = new Desk(person)
    await desk.open(one.id)
    const block = page.getByRole('region', { name: 'Proposals' })
    await block.getByText('Somebody may be hurt').waitFor()
    await page.locator('blockquote mark', { hasText: '冒烟' }).waitFor()
    await axeBoth(person)
    await shot(page, 'triage-case')
    await block.getByRole('listitem').filter({ hasText: 'Angry' }).getByRole('button', { name: 'Accept' }).click()
    await block.getByText('Angry').waitFor({ state: 'detached' })
    await expect.poll(async () => (await proposals(one.id)).map((p) => p.subject)).not.toContain('emotional_state')
    // What the customer says next is looked at too, and its words are marked in the message.
    await ask('POST', `/cases/${one.id}/messages`, { direction: 'inbound', channel: 'web', text: '太让人失望了' })
    await page.locator('article mark', { hasText: '失望' }).waitFor({ timeout: 20_000 })
    // The first one by its key.
    await page.keyboard.press('y')
    await block.getByText('Fire').waitFor({ state: 'detached' })
    expect((await ask<CaseNow>('GET', `/cases/${one.id}`)).classification.category).toBe('safety.fire')
  })

  test('it learns from judged cases, shows how good it is, and is switched off', async () => {
    const { page } = person
    const sorts: [string, string[]][] = [
      ['logistics.delay', ['快递一直没有动静', '包裹卡在路上', '骑手送得太晚']],
      ['product_quality.defect', ['洗衣机甩干有异响', '冰箱不制冷', '水泵不转']],
    ]
    for (let n = 0; n < 44; n += 1) {
      const [category, texts] = sorts[n % 2] ?? ['', []]
      const { id } = await log(`${texts[Math.floor(n / 2) % 3]}，${texts[Math.floor(n / 6) % 3]}`)
      await ask('PUT', `/cases/${id}/classification`, { classification: { category, severity: 'general' } })
    }
    await page.goto('/admin/triage')
    await page.getByRole('switch', { name: 'Propose on new cases and messages' }).waitFor()
    await page.getByRole('button', { name: 'Learn now' }).click()
    await page.getByText('In use').first().waitFor({ timeout: 20_000 })
    await page.getByRole('rowheader', { name: 'Late delivery' }).waitFor()
    await axeBoth(person)
    await page.getByText('Confusion table').first().click()
    await shot(page, 'triage-admin')
    await page.setViewportSize({ width: 390, height: 844 })
    await axeBoth(person)
    await shot(page, 'triage-admin-phone')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('switch', { name: 'Propose on new cases and messages' }).click()
    await page.getByText('No proposals are made').waitFor()
    const silent = await log('冰箱不制冷，冒烟')
    expect(await proposals(silent.id)).toEqual([])
    await page.getByRole('switch', { name: 'Propose on new cases and messages' }).click()
    await page.getByText('Proposals are made', { exact: true }).waitFor()
    const learned = await log('新买的冰箱不制冷')
    await expect.poll(async () => (await proposals(learned.id)).find((p) => p.subject === 'category')?.label, { timeout: 15_000 }).toBe('product_quality.defect')
  })
})
