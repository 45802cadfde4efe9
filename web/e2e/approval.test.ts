import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// Money beyond one's authority (S2-23): the agent is told, asks with what was typed already; the supervisor signs on a
// telephone; the agent proposes exactly that.

const agent = { login: 'li', password: 'a long enough password', name: '李雷', role: 'agent' }
const lead = { login: 'wang', password: 'another long password', name: '王芳', role: 'supervisor' }

describe('approval', () => {
  let served: Served
  let id = ''
  beforeAll(async () => {
    served = await Served.start(0, [agent, lead])
    const mine = { Authorization: `Bearer ${await served.token(lead)}` }
    const ask = asker(served, () => mine)
    const units = await ask<{ id: string }[]>('GET', '/units')
    const complainant = { kind: 'anonymous', reason: 'refused' }
    const texts = { subject: '洗衣机漏水泡坏地板', verbatim: '漏了一地水，地板都翘起来了，你们要赔。', demand: '赔偿地板', symptom: '漏水' }
    const made = await ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', unit: units[0]?.id, complainant, texts })
    id = made.id
    await ask('PUT', `/cases/${id}/classification`, { classification: { category: 'product_quality', severity: 'general' } })
    await ask('POST', `/cases/${id}/findings`, { text: '排水管脱落' })
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  test('is asked for by an agent, signed on a telephone, and promised', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet, /status of 403.*\/proposals$/)
    await person.enter(`/cases/${id}`, agent)
    const { page } = person
    const desk = new Desk(person)
    await desk.ready()
    const act = (name: string) => desk.act(name)
    await act('Decide liability')
    const liability = page.getByRole('dialog', { name: 'Decide liability' })
    await liability.getByRole('button', { name: 'Add a party' }).click()
    await liability.getByLabel('Share of Merchant, %').fill('100')
    await liability.getByLabel(/^Reason/).fill('The technician admits it')
    await axeBoth(person)
    await liability.getByRole('button', { name: 'Decide liability' }).click()
    await page.getByText('apologise frankly', { exact: false }).waitFor()

    await act('Propose a solution')
    const proposal = page.getByRole('dialog', { name: 'Propose a solution' })
    await proposal.getByRole('textbox').first().fill('We pay for the floor.')
    await proposal.locator('input[type=datetime-local]').fill('2030-01-15T18:00')
    await proposal.getByRole('button', { name: 'Add an amount' }).click()
    await proposal.getByText('You may still promise', { exact: false }).waitFor()
    await proposal.getByLabel('Amount: Compensation').fill('850.50')
    await axeBoth(person)
    await shot(page, 'approval-propose')
    await proposal.getByRole('button', { name: 'Propose a solution' }).click()
    await proposal.getByRole('alert').getByText('exceeds your authority', { exact: false }).waitFor()
    await proposal.getByRole('button', { name: 'Ask for approval of this' }).click()
    const asking = page.getByRole('dialog', { name: 'Ask for approval' })
    expect(await asking.getByLabel('Amount: Compensation').inputValue()).toBe('850.50')
    await asking.getByLabel(/^Reason/).fill('The floor is damaged, photos are there')
    await asking.getByRole('button', { name: 'Ask for approval' }).click()
    await page.getByText('Waits for a signature').waitFor()
    await axeBoth(person)
    await shot(page, 'approval-case')

    const superior = await Person.arrive(served, { language: 'zh-Hans', phone: true })
    superior.expected.push(...quiet)
    await superior.enter('/approvals', lead)
    await superior.page.getByText('¥850.50').first().waitFor()
    await axeBoth(superior)
    await shot(superior.page, 'approval-phone')
    await superior.page.getByRole('button', { name: '批准' }).tap()
    await superior.page.getByText('没有待您审批的事项').waitFor()
    await superior.leave()

    // It came by itself; what was approved stands in the form.
    await page.getByText('Approved', { exact: true }).waitFor()
    await act('Propose a solution')
    await proposal.getByRole('textbox').first().fill('We pay for the floor.')
    await proposal.locator('input[type=datetime-local]').fill('2030-01-15T18:00')
    expect(await proposal.getByLabel('Amount: Compensation').inputValue()).toBe('850.50')
    await proposal.getByRole('button', { name: 'Propose a solution' }).click()
    await proposal.waitFor({ state: 'detached' })
    await page.getByText('proposed Compensation', { exact: false }).first().waitFor()
    await person.leave()
  })
})
