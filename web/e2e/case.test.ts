import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// A case from one's own desk: read it, write, take back, say it; two people at once; words that would like to be a program.

const other = { login: 'wang', password: 'another long password', name: '王芳' }
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** Asked for, and not there: who is signed in. */
const quiet = [/status of 401.*\/api\/v1\/me$/]

describe('a case', () => {
  let served: Served
  let person: Person
  let mine: Record<string, string>
  let theirs: Record<string, string>
  let made: { id: string; number: string }

  const ask = async <T>(method: string, path: string, body?: unknown, as = mine): Promise<T> => {
    const answer = await served.ask(method, path, body, as)
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
    return answer.body as T
  }

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
    const [unit] = await ask<{ id: string }[]>('GET', '/units')
    const user = { login: other.login, name: other.name, unit: unit?.id, password: 'a first password here', roles: [{ role: 'supervisor', unit: null, reach: 'all' }] }
    await ask('POST', '/users', user)
    const session = await served.ask('POST', '/session', { login: other.login, password: user.password })
    const cookie = session.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    const { csrf } = session.body as { csrf: string }
    await ask('PUT', '/me/password', { current: user.password, new: other.password }, { cookie, 'X-CSRF-Token': csrf })
    theirs = { Authorization: `Bearer ${await served.token(other)}` }
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })
  beforeEach(async () => {
    const customer = await ask<{ id: string }>('POST', '/customers', { name: '李雷', phone: '13800138000' })
    made = await ask('POST', '/cases', {
      kind: 'complaint',
      channel: 'email',
      complainant: { kind: 'customer', id: customer.id },
      texts: { subject: 'تأخير التسليم 📦 迟到的包裹', verbatim: '包裹已经晚了五天！<b>没人</b>理我。', demand: '尽快送到' },
    })
    person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.signIn()
  })
  afterEach(() => person.leave())

  const writer = async (name: 'Reply' | 'Note') => {
    await person.page.getByRole('button', { name, exact: true }).click()
    const box = person.page.getByRole('textbox', { name, exact: true })
    await box.waitFor()
    return box
  }
  const open = async () => {
    await person.page.goto(`/cases/${made.number}`)
    await person.page.getByRole('heading', { level: 1 }).waitFor()
    await person.page.getByText('Came in by E-mail').waitFor()
  }

  test('is read, answered with a file, taken back, and said', async () => {
    const { page } = person
    page.setDefaultTimeout(20_000)
    await open()
    expect(page.url()).toContain(made.id)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('迟到的包裹')
    // The customer's words stand as they were said, and are no HTML.
    expect(await page.getByText('包裹已经晚了五天！<b>没人</b>理我。').count()).toBe(1)
    await axeBoth(person)

    await page.keyboard.press('r')
    const box = page.getByRole('textbox', { name: 'Reply', exact: true })
    await box.waitFor()
    await box.pressSequentially('Dear ')
    await page.keyboard.press('Control+b')
    await box.pressSequentially('customer')
    await page.locator('input[type=file]').setInputFiles([{ name: 'parcel.png', mimeType: 'image/png', buffer: png }])
    await page.getByRole('button', { name: 'Remove parcel.png' }).waitFor()
    await page.getByText('Draft saved').waitFor()
    await axeBoth(person)

    // A reload loses nothing.
    await page.reload()
    await expect.poll(() => page.getByRole('textbox', { name: 'Reply', exact: true }).innerHTML()).toContain('<strong>customer</strong>')

    // Composing Enter sends nothing; Mod+Enter does, and for a while it can be taken back.
    await box.click()
    await box.dispatchEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, keyCode: 229 })
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sent in \d+ s/).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => box.innerHTML()).toContain('<strong>customer</strong>')
    await page.getByText(/Sent in \d+ s/).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Sent in \d+ s/).waitFor()
    await shot(page, 'case')
    await expect.poll(async () => (await ask<{ counts: { outbound: number } }>('GET', `/cases/${made.id}`)).counts.outbound, { timeout: 25_000 }).toBe(1)
    // The page hears of it by itself.
    await page.getByText('Sending…').or(page.getByText(/Sent in/)).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Open parcel.png' }).click()
    await page.getByRole('dialog').getByRole('img', { name: 'parcel.png' }).waitFor()
    await page.keyboard.press('Escape')
  })

  test('two people: who answers late is shown what is newer first', async () => {
    const { page } = person
    await open()
    const box = await writer('Note')
    await box.pressSequentially('I will call them')
    await ask('PUT', `/cases/${made.id}/presence`, { state: 'typing' }, theirs)
    await page.getByText('王芳 typing…').waitFor()
    await ask('POST', `/cases/${made.id}/messages`, { direction: 'outbound', text: 'I have called them already.' }, theirs)
    await page.getByText('I have called them already.').first().waitFor()
    await page.keyboard.press('Control+Enter')
    person.expected.push(/status of 409.*\/sending$/)
    const cop = page.getByRole('alertdialog')
    await cop.waitFor()
    expect(await cop.textContent()).toContain('I have called them already.')
    await axeBoth(person)
    await cop.getByRole('button', { name: 'Read, send anyway' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await cop.count()).toBe(0)
  })

  test('markup in a message is shown, and nothing of it runs', async () => {
    const { page } = person
    const html = '<p>Hello <b>there</b><script>window.hacked=1</script><img src=x onerror="window.hacked=1"><a href="javascript:window.hacked=1">x</a> مرحبا 🙂</p>'
    await ask('POST', `/cases/${made.id}/messages`, { direction: 'inbound', format: 'html', text: html })
    await open()
    await page.getByText('مرحبا 🙂').waitFor()
    expect(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked)).toBeUndefined()
    expect(await page.locator('.rich script, .rich img[src], .rich [onerror], .rich a[href^="javascript"]').count()).toBe(0)
  })

  test('on a phone, in Chinese and in the dark, everything is at hand', async () => {
    await person.leave()
    person = await Person.arrive(served, { language: 'zh-Hans', phone: true, theme: 'dark' })
    person.expected.push(...quiet)
    await person.signIn()
    const { page } = person
    await page.goto(`/cases/${made.id}`)
    await page.getByRole('button', { name: '内部备注', exact: true }).click()
    const box = page.getByRole('textbox', { name: '内部备注', exact: true })
    await box.pressSequentially('已电话联系')
    await axeBoth(person)
    await page.getByRole('button', { name: '添加备注' }).click()
    await page.getByText(/\d+ 秒后发送/).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await shot(page, 'case-phone-dark')
  })

  test('one who may only read finds no place to write', async () => {
    const { page } = person
    await ask('POST', `/cases/${made.id}/closure`, { reason: 'rejected', ground: 'no_matter' }).catch(() => undefined)
    await open()
    const actions = await ask<{ name: string; allowed: boolean }[]>('GET', `/cases/${made.id}/actions`)
    const may = actions.find((a) => a.name === 'record_message')?.allowed ?? false
    expect(await page.getByRole('button', { name: 'Reply', exact: true }).getAttribute('aria-disabled')).toBe(String(!may))
  })
})
