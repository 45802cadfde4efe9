import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Two agents at one case, each in a browser of their own: they see each other, and neither overwrites the other unseen.

const wang = { login: 'wang', password: 'another long password', name: '王芳', role: 'supervisor' }

describe('two agents', () => {
  let served: Served
  let [first, second]: [Desk, Desk] = [null as never, null as never]
  let came: Desk[] = []
  let [mine, theirs]: Record<string, string>[] = [{}, {}]
  let wangId = ''
  let made: CaseNow
  const ask = asker({ ask: (...given: Parameters<Served['ask']>) => served.ask(...given) } as Served, () => mine ?? {})
  const they = asker({ ask: (...given: Parameters<Served['ask']>) => served.ask(...given) } as Served, () => theirs ?? {})

  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
    mine = { Authorization: `Bearer ${await served.token()}` }
    wangId = await served.enter(wang, mine)
    theirs = { Authorization: `Bearer ${await served.token(wang)}` }
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  const take = (subject: string) =>
    ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'anonymous', reason: 'not_given' }, texts: { subject, verbatim: 'It does not work.' } })
  const arrive = async (at: string, who?: typeof wang) => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.enter(at, who)
    return new Desk(person)
  }
  beforeEach(async () => {
    made = await take('Heating is cold')
    came = []
  })
  afterEach(() => Promise.all(came.map((desk) => desk.person.leave())))
  const both = async () => {
    const here = `/cases/${made.id}`
    ;[first, second] = await Promise.all([arrive(here), arrive(here, wang)])
    came = [first, second]
    await Promise.all(came.map((desk) => desk.ready()))
  }
  const alone = async (at: string) => {
    came = [(first = await arrive(at))]
  }

  test('each sees the other there and typing; whose answer is stale is shown the newer one, and loses nothing', async () => {
    await both()
    await first.page.getByRole('list', { name: 'Who is here' }).getByText('王芳 is here').waitFor({ state: 'attached' })
    const mineBox = await first.writer('Reply')
    await mineBox.pressSequentially('A technician comes tomorrow.')
    const theirBox = await second.writer('Reply')
    await second.page.getByText('管理员 typing…').waitFor()
    await theirBox.pressSequentially('A technician comes today.')
    await first.page.getByText('王芳 typing…').waitFor()
    await second.page.keyboard.press('Control+Enter')
    await second.gone()
    await first.page.getByText('A technician comes today.').first().waitFor()
    expect(await mineBox.textContent()).toBe('A technician comes tomorrow.')

    first.person.expected.push(/status of 409.*\/sending$/)
    await mineBox.click()
    await first.page.keyboard.press('Control+Enter')
    const cop = first.page.getByRole('alertdialog')
    await cop.getByText('A technician comes today.').waitFor()
    await axeBoth(first.person)
    await shot(first.page, 'case-newer')
    expect(await mineBox.textContent()).toBe('A technician comes tomorrow.')
    expect((await ask<CaseNow>('GET', `/cases/${made.id}`)).counts.outbound).toBe(1)
    // Having read it, one corrects oneself; the next answer is not stale any more.
    await cop.getByRole('button', { name: 'Edit' }).click()
    await first.page.keyboard.press('End')
    await mineBox.pressSequentially(' Sorry: today.')
    await first.page.keyboard.press('Control+Enter')
    await first.page.getByText(/Sent in \d+ s/).waitFor()
    await first.page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => mineBox.textContent()).toBe('A technician comes tomorrow. Sorry: today.')
  })

  test('both judge the same thing: the second is told what the first did, and keeps what was chosen', async () => {
    await both()
    for (const [desk, priority] of [[first, 'Low'], [second, 'High']] as const) {
      await desk.page.keyboard.press('p')
      const dialog = desk.dialog('Classify')
      await dialog.getByRole('combobox', { name: 'Priority' }).click()
      await desk.page.getByRole('option', { name: priority, exact: true }).click()
      await desk.page.getByRole('listbox').waitFor({ state: 'detached' })
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(`${priority}, says ${desk === first ? 'one' : 'the other'}`)
    }
    await second.send('Classify')
    await expect.poll(async () => (await ask<CaseNow>('GET', `/cases/${made.id}`)).priority).toBe('high')
    first.person.expected.push(/status of 412/)
    await first.page.keyboard.press('Control+Enter')
    const dialog = first.dialog('Classify')
    await dialog.getByText('The case has changed').waitFor()
    expect(await dialog.getByRole('alert').textContent()).toContain('王芳')
    expect(await dialog.getByRole('combobox', { name: 'Priority' }).textContent()).toContain('Low')
    expect(await dialog.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('Low, says one')
    expect((await ask<CaseNow>('GET', `/cases/${made.id}`)).priority).toBe('high')
    await dialog.getByRole('button', { name: 'Seen, go on' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(async () => (await ask<CaseNow>('GET', `/cases/${made.id}`)).priority).toBe('low')
  })

  test('one takes a transfer that the other withdraws in the same moment', async () => {
    await ask('POST', `/cases/${made.id}/transfer`, { to: { kind: 'user', id: wangId }, reason: 'You know heating.' })
    await both()
    await second.page.getByText('Offered to 王芳').waitFor()
    const accept = second.page.getByRole('button', { name: 'Accept', exact: true })
    await accept.waitFor()
    // The acceptance is on its way while the offer is withdrawn.
    await second.page.route('**/transfer', async (route) => {
      await first.page.getByRole('button', { name: 'Withdraw', exact: true }).click()
      await first.dialog('Withdraw the offer').getByRole('textbox', { name: 'Reason' }).fill('I keep it after all.')
      await first.send('Withdraw the offer')
      await route.continue()
    })
    second.person.expected.push(/status of (409|412)/)
    await accept.click()
    await second.page.getByText(/changed meanwhile|nothing to accept|no transfer|was quicker|has changed/i).first().waitFor()
    await second.page.getByText('Offered to 王芳').waitFor({ state: 'detached' })
    expect(await accept.count()).toBe(0)
    const now = await ask<CaseNow>('GET', `/cases/${made.id}`)
    expect(now.transfer).toBeNull()
    const me = await ask<{ user: string }>('GET', '/me')
    expect(now.owner).toEqual({ kind: 'user', id: me.user })
  })

  test('a change of many goes over a case that was changed meanwhile: the rest is done, and that one says why not', async () => {
    const others = await Promise.all(['One more', 'And another'].map(take))
    await alone('/inbox/all_open')
    const list = first.page.getByRole('list', { name: 'All open' })
    for (const { number } of [made, ...others]) await list.getByRole('checkbox', { name: `Select case ${number}` }).check({ force: true })
    await first.page.keyboard.press('p')
    const dialog = first.dialog('Classify and prioritise')
    await dialog.getByLabel('Priority').click()
    await first.page.getByRole('option', { name: 'High' }).click()
    await first.page.getByRole('listbox').waitFor({ state: 'detached' })
    await dialog.getByLabel('Reason').fill('cold season')
    await dialog.getByText(/can be done/).waitFor()
    await they('POST', `/cases/${made.id}/closure`, { reason: 'rejected', ground: 'no_matter' })
    await dialog.getByRole('button', { name: /Change 3 cases/ }).click()
    await dialog.getByText(made.number).waitFor()
    await axeBoth(first.person)
    for (const one of others) expect((await ask<CaseNow>('GET', `/cases/${one.id}`)).priority).toBe('high')
    expect((await ask<CaseNow>('GET', `/cases/${made.id}`)).priority).not.toBe('high')
    await dialog.getByRole('contentinfo').or(dialog).getByRole('button', { name: 'Close' }).last().click()
    await first.page.getByText('1 selected').waitFor()
  })

  test('what another does appears in the list and in the case within two seconds, without a reload', async () => {
    await alone(`/inbox/all_open/${made.id}`)
    await first.page.getByRole('heading', { level: 1, name: 'Heating is cold' }).waitFor()
    const list = first.page.getByRole('list', { name: 'All open' })
    await first.page.evaluate(() => ((window as unknown as { same: boolean }).same = true))
    const within = async (act: () => Promise<unknown>, seen: () => Promise<unknown>) => {
      await act()
      const from = Date.now()
      await seen()
      expect(Date.now() - from).toBeLessThan(2_000)
    }
    await within(() => they('POST', `/cases/${made.id}/notes`, { text: 'The boiler is from 1998.' }), () => first.page.getByText('The boiler is from 1998.').waitFor())
    await within(() => they('PUT', `/cases/${made.id}/handler`, { handler: wangId }), () => first.page.getByText('王芳').first().waitFor())
    await within(() => they('PUT', `/cases/${made.id}/texts/subject`, { text: 'Heating is ice-cold' }), () => Promise.all([list.getByText('Heating is ice-cold').waitFor(), first.page.getByRole('heading', { level: 1, name: 'Heating is ice-cold' }).waitFor()]))
    await within(
      () => they('POST', '/cases', { kind: 'complaint', channel: 'phone', complainant: { kind: 'anonymous', reason: 'not_given' }, texts: { subject: 'Brand new', verbatim: 'Hello?' } }),
      () => list.getByText('Brand new').waitFor(),
    )
    await within(() => they('PUT', `/cases/${made.id}/presence`, { state: 'typing' }), () => list.getByText('王芳 is typing…').waitFor())
    await within(() => they('POST', `/cases/${made.id}/closure`, { reason: 'rejected', ground: 'no_matter' }), () => list.getByText('Heating is ice-cold').waitFor({ state: 'detached' }))
    expect(await first.page.evaluate(() => (window as unknown as { same?: boolean }).same)).toBe(true)
  })
})
