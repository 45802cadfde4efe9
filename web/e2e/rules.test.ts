import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Rules that act by themselves: one is written with its preview, fires on a case that comes in over the API, and stands in
// its log and on the case's timeline; the list is put in order and switched with the keyboard.

describe('rules', () => {
  let served: Served
  let person: Person
  let mine: Record<string, string>

  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await served.ask(method, path, body, mine)
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    return answer.body as T
  }
  const log = (subject: string, feeling: string) =>
    ask<{ id: string; number: string }>('POST', '/cases', {
      kind: 'complaint',
      channel: 'phone',
      complainant: { kind: 'anonymous', reason: 'not_given' },
      texts: { subject, verbatim: `${subject}！`, demand: '尽快处理' },
      classification: { emotional_state: feeling },
    })

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
    await log('迟到的包裹', 'calm')
    await log('冰箱漏水', 'angry')
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

  test('a rule is written with its preview, fires, and says why', async () => {
    const { page } = person
    await page.goto('/admin/rules')
    await page.getByText('No rules yet').waitFor()
    await axeBoth(person)
    await page.getByRole('button', { name: 'New rule' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Name').fill('Angry customers first')
    await form.getByText('2 open cases fit now').waitFor()
    await form.getByRole('button', { name: 'Add condition: All of these hold' }).click()
    await page.getByRole('option', { name: 'Emotional state' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByRole('button', { name: 'Emotional state', exact: true }).click()
    await page.getByRole('option', { name: 'Angry' }).click()
    await page.keyboard.press('Escape')
    await form.getByText('1 open case fits now').waitFor()
    await form.getByRole('link', { name: /冰箱漏水/ }).waitFor()

    // Nothing to do yet: the server says so, at the field.
    await form.getByRole('button', { name: 'Create rule' }).click()
    await form.getByText('Choose at least one').waitFor()
    person.expected.push(/status of 422.*\/api\/v1\/rules$/)
    await form.getByRole('button', { name: 'Add action' }).click()
    await page.getByRole('option', { name: 'Set priority' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByRole('button', { name: 'Add action' }).click()
    await page.getByRole('option', { name: 'Assign to' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByRole('button', { name: 'Assign to', exact: true }).click()
    await page.getByRole('option', { name: /管理员/ }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByRole('button', { name: 'Add action' }).click()
    await page.getByRole('option', { name: 'Write internal note' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByRole('textbox', { name: 'Write internal note' }).fill('Call before you write.')

    // Only what the policy lets a case wait for; the case would refuse another reason.
    const { waits } = await ask<{ waits: unknown[] }>('GET', '/codes')
    await form.getByRole('button', { name: 'Add action' }).click()
    await page.getByRole('option', { name: 'Pause, waiting for' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await form.getByRole('combobox', { name: 'Pause, waiting for' }).click()
    expect(await page.getByRole('option').count()).toBe(waits.length)
    await page.keyboard.press('Escape')
    await form.getByRole('button', { name: /^(Remove|Without).*Pause, waiting for/ }).click()
    await axeBoth(person)
    await shot(page, 'admin-rule')
    await form.getByRole('button', { name: 'Create rule' }).click()
    await page.getByText('Angry customers first').waitFor()

    const made = await log('洗衣机冒烟', 'angry')
    await expect.poll(async () => (await ask<unknown[]>('GET', `/cases/${made.id}/runs`)).length, { timeout: 15_000 }).toBe(1)
    expect(await ask('GET', `/cases/${made.id}`)).toMatchObject({ priority: 'high' })

    await page.reload()
    await page.getByRole('button', { name: 'What fired: Angry customers first' }).click()
    const fired = page.getByRole('dialog', { name: 'What fired' })
    await fired.getByRole('link', { name: made.number }).waitFor()
    await fired.getByText('Emotional state: Angry').waitFor()
    await fired.getByText('found: Angry').waitFor()
    await axeBoth(person)
    await shot(page, 'admin-rule-log')
    await fired.getByRole('link', { name: made.number }).click()
    const timeline = page.getByRole('main')
    await timeline.getByText('Call before you write.').waitFor()
    await timeline.getByText('Angry customers first').first().waitFor()
    // Beside the case stands what fired on it and what came of it; it leads back to the rule.
    const beside = page.getByRole('region', { name: 'Rules that acted' })
    await beside.getByRole('listitem').filter({ hasText: 'Set priority' }).first().waitFor()
    await axeBoth(person)
    await shot(page, 'case-rules')
    await beside.getByRole('link', { name: 'Angry customers first' }).click()
    await page.getByRole('dialog', { name: 'What fired' }).getByRole('link', { name: made.number }).waitFor()
  })

  test('rules are put in order and switched off with the keyboard', async () => {
    for (const rule of await ask<{ id: string }[]>('GET', '/rules')) await ask('DELETE', `/rules/${rule.id}`)
    const note = (text: string) => [{ kind: 'note', text }]
    await ask('POST', '/rules', { name: 'First', trigger: { kind: 'event', happenings: ['closed'] }, actions: note('一') })
    await ask('POST', '/rules', { name: 'Second', trigger: { kind: 'event', happenings: ['message_in'] }, actions: note('二') })
    await ask('POST', '/rules', { name: 'Third', trigger: { kind: 'time', moment: 'untouched', minutes: 2880 }, actions: note('三') })
    const { page } = person
    await page.goto('/admin/rules')
    await page.getByText('Untouched for 2 days').waitFor()
    await axeBoth(person)
    await shot(page, 'admin-rules')
    const names = () => page.getByRole('main').getByRole('listitem').evaluateAll((rows) => rows.map((r) => r.querySelector('.font-semibold')?.textContent))
    const up = page.getByRole('button', { name: 'Move up: Third' })
    await up.focus()
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/rules/order')), page.keyboard.press('Enter')])
    await expect.poll(names).toEqual(['First', 'Third', 'Second'])
    const acts = page.getByRole('switch', { name: 'Third: active' })
    await acts.focus()
    await Promise.all([page.waitForResponse((r) => r.request().method() === 'PUT' && r.url().includes('/rules/')), page.keyboard.press('Space')])
    await page.getByRole('switch', { name: 'Third: active', checked: false }).waitFor()
    expect((await ask<{ name: string; enabled: boolean }[]>('GET', '/rules')).map((r) => [r.name, r.enabled])).toEqual([['First', true], ['Third', false], ['Second', true]])
  })
})
