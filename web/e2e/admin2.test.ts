import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// What one is told and how; canned texts; policies. Each page is opened, does its main act, and is seen by axe.

describe('administration', () => {
  let served: Served
  let person: Person
  let mine: Record<string, string>
  let made: { id: string; number: string }

  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await served.ask(method, path, body, mine)
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    return answer.body as T
  }

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
    const customer = await ask<{ id: string }>('POST', '/customers', { name: '李雷', phone: '13800138000' })
    made = await ask('POST', '/cases', {
      kind: 'complaint',
      channel: 'email',
      complainant: { kind: 'customer', id: customer.id },
      texts: { subject: '迟到的包裹', verbatim: '包裹已经晚了五天！', demand: '尽快送到' },
    })
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

  test('one chooses how to be told, and it is kept', async () => {
    const { page } = person
    await page.goto('/me/notifications')
    const sound = page.getByRole('switch', { name: 'Overdue: Sound', exact: true })
    await sound.waitFor()
    await axeBoth(person)
    await shot(page, 'me-notifications')
    expect(await sound.getAttribute('aria-checked')).toBe('false')
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/me/preferences') && r.request().method() === 'PUT'), sound.click()])
    await page.reload()
    await page.getByRole('switch', { name: 'Overdue: Sound', exact: true, checked: true }).waitFor()

    await page.getByRole('button', { name: 'Notifications' }).click()
    await page.getByRole('region', { name: 'Notifications' }).getByText('Nothing yet').waitFor()
    await axeBoth(person)
  })

  test('a text is written with a place in it and tried with a case', async () => {
    const { page } = person
    await page.goto('/admin/texts')
    await page.getByRole('button', { name: 'New text' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Name').fill('Greeting')
    await form.getByLabel('Shortcut').fill('hi')
    await form.getByLabel('Words').fill('Dear ')
    await form.getByRole('button', { name: 'Insert a place' }).click()
    await page.getByRole('menuitem', { name: 'Customer name' }).click()
    expect(await form.getByLabel('Words').inputValue()).toBe('Dear {{customer.name}}')
    await axeBoth(person)
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Greeting' }).waitFor()
    await page.getByLabel('Number of a case to try them with').fill(made.number)
    // Filled in, the name masked as one may see it here.
    await page.getByText('Dear 李*').waitFor()
    await page.locator('[data-slot=close]').click()
    await page.getByText('Saved').first().waitFor({ state: 'hidden' })
    await axeBoth(person)
    await shot(page, 'admin-texts')
    await page.getByRole('button', { name: 'Delete: Greeting' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No canned texts yet').waitFor()
  })

  test('a policy is drawn, printed as a manual, written anew and compared', async () => {
    const { page } = person
    await page.goto('/admin/policies')
    await page.getByRole('link', { name: /general/ }).first().waitFor()
    await axeBoth(person)
    await shot(page, 'admin-policies')
    await page.getByRole('link', { name: /quality_feedback/ }).click()
    const stages = page.getByRole('list', { name: 'Stages' })
    await stages.getByRole('button', { name: /Investigating/ }).click()
    await page.getByRole('complementary', { name: 'Step' }).getByRole('heading', { name: /Investigating/ }).waitFor()
    await axeBoth(person)
    await shot(page, 'admin-policy-chart')
    await page.getByRole('tab', { name: 'Step manual' }).click()
    await page.getByRole('heading', { name: /step manual/ }).waitFor()
    await page.getByRole('heading', { name: 'After closing' }).scrollIntoViewIfNeeded()
    await page.getByText(/opened again within \d+ days/).waitFor()
    await page.getByText('Default, not from the source').first().waitFor()
    await axeBoth(person)
    await shot(page, 'admin-policy-manual')
    const names = page.getByRole('region', { name: 'Categories of this policy' })
    await names.getByText('product_quality').scrollIntoViewIfNeeded()
    const ladder = page.getByRole('list', { name: 'Ways of a dispute, in this order' })
    await ladder.getByText('Complaint to an authority (12315)').scrollIntoViewIfNeeded()
    await shot(page, 'admin-policy-categories')

    await page.getByRole('link', { name: 'Next version' }).click()
    await page.getByLabel('Why this version').fill('Two hours for all')
    await page.getByText('Nothing wrong').waitFor()
    const text = page.getByRole('textbox', { name: 'Text' })
    const good = await text.inputValue()
    await text.fill(`${good}\nnonsense = 1\n`)
    await page.getByRole('region', { name: 'Findings' }).getByRole('button').first().waitFor()
    expect(await page.getByRole('button', { name: 'Put in force' }).isDisabled()).toBe(true)
    await axeBoth(person)
    await shot(page, 'admin-policy-write')
    await text.fill(good.replace(/triage_completeness_percent = \d+/, 'triage_completeness_percent = 70'))
    await page.getByText('Nothing wrong').waitFor()
    await page.getByRole('button', { name: 'Put in force' }).click()
    await page.waitForURL(/version=2/)
    await page.getByRole('tab', { name: 'Differences' }).click()
    await page.getByText('Two hours for all').waitFor()
  })
})
