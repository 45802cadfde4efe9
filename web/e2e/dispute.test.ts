import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// A dispute from the table to an authority, with the file that is handed over and the paper that both sides sign.

const lead = { login: 'wang', password: 'another long password', name: '王芳', role: 'supervisor' }

describe('dispute', () => {
  let served: Served
  let id = ''
  beforeAll(async () => {
    served = await Served.start(0, [lead])
    const mine = { Authorization: `Bearer ${await served.token(lead)}` }
    const ask = asker(served, () => mine)
    const units = await ask<{ id: string }[]>('GET', '/units')
    const texts = { subject: '退货后不退款', verbatim: '退了货一个月不退款，我已经打了 12315。', demand: '退款并赔偿' }
    const made = await ask<CaseNow>('POST', '/cases', { kind: 'complaint', channel: 'phone', unit: units[0]?.id, complainant: { kind: 'anonymous', reason: 'refused' }, texts })
    id = made.id
    await ask('PUT', `/cases/${id}/classification`, { classification: { category: 'product_quality', severity: 'general' } })
    await ask('POST', `/cases/${id}/contacts`, { channel: 'phone', result: 'reached' })
    await ask('POST', `/cases/${id}/findings`, { text: '退款因账号错误被退回' })
    const offered = await ask<{ course: { proposals: { id: string }[] } }>('POST', `/cases/${id}/proposals`, { text: '三日内原路退款，另赔 100 元。', steps: '一、核对账号；二、退款', remedies: ['refund_only'], promised_at: '2030-01-15T18:00:00+08:00', terms: [{ remedy: 'refund_only', amount: { amount_minor: 10_000, currency: 'CNY' } }] })
    await ask('POST', `/cases/${id}/proposals/${offered.course.proposals[0]?.id}/answer`, { answer: 'accepted', channel: 'phone' })
  })
  afterAll(async () => {
    await closeBrowser()
    await served.end()
  })

  test('goes from the table to an authority, is handed over as a file, and ends on paper', async () => {
    const person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet, /status of 409.*\/rounds$/)
    await person.enter(`/cases/${id}`, lead)
    const { page } = person
    const desk = new Desk(person)
    await desk.ready()
    await desk.act('Begin a dispute')
    const begin = page.getByRole('dialog', { name: 'Begin a dispute' })
    await begin.getByRole('radio', { name: 'Complaint to an authority (12315)' }).click()
    await begin.getByLabel(/^Brought to/).fill('市场监督管理局')
    await begin.getByLabel(/^Number of the papers/).fill('12315-2030-0001')
    await begin.getByLabel(/^What it is about/).fill('Refund not paid for a month')
    await axeBoth(person)
    await shot(page, 'dispute-begin')
    await begin.getByRole('button', { name: 'Begin a dispute' }).click()
    const block = page.getByRole('region', { name: 'Disputes' })
    await block.getByText('市场监督管理局 · 12315-2030-0001').waitFor()

    // Whoever is complained of outside is looked at one level higher (ESC): the supervisor takes it up and is accountable.
    const up = page.getByRole('region', { name: 'Escalation' })
    await up.getByText('Waits to be taken up').waitFor()
    await axeBoth(person)
    expect(await up.getByRole('button', { name: 'Take up' }).getAttribute('aria-disabled')).toBe('false')
    // In the war room it stands first among what is to be decided, and is decided there.
    await up.getByRole('link', { name: 'War room' }).click()
    const owed = page.getByRole('region', { name: 'To be decided' })
    await owed.getByText('An escalation waits to be taken up').waitFor()
    await axeBoth(person)
    await shot(page, 'war-room-owed')
    await owed.getByRole('button', { name: 'Take up the escalation' }).click()
    const take = page.getByRole('dialog', { name: 'Take up the escalation' })
    await take.getByRole('button', { name: 'Take up the escalation' }).click()
    await owed.getByText('Nothing').waitFor()
    await page.getByRole('link', { name: 'The case' }).click()
    await up.getByText(/^Taken up by 王芳/).waitFor()
    await shot(page, 'escalation-case')

    await block.getByRole('button', { name: 'Round' }).click()
    const round = page.getByRole('dialog', { name: 'Write down a round' })
    await round.getByRole('combobox', { name: 'How it ended' }).click()
    await page.getByRole('option', { name: 'Agreed' }).click()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await round.getByLabel(/^Whoever speaks for the customer/).fill('王先生')
    await round.getByLabel(/^We offered/).fill('100')
    await round.getByLabel(/^Minutes/).fill('Refund and 100 yuan')
    await axeBoth(person)
    await shot(page, 'dispute-round')
    await round.getByRole('button', { name: 'Write down a round' }).click()
    // Whoever agrees for another shows that they may.
    await round.getByRole('alert').getByText('shows their authority', { exact: false }).waitFor()
    await round.getByLabel(/^The customer, by name/).fill('王女士')
    await round.getByRole('button', { name: 'Write down a round' }).click()
    await block.getByText('offered ¥100.00').waitFor()

    await block.getByRole('button', { name: 'Move on' }).click()
    const move = page.getByRole('dialog', { name: 'Move the dispute on' })
    await move.getByRole('radio', { name: 'Settled' }).click()
    expect(await move.getByRole('radio', { name: 'Ruled' }).isDisabled()).toBe(true)
    await move.getByLabel(/^In words/).fill('Settled before the authority')
    await axeBoth(person)
    await move.getByRole('button', { name: 'Move the dispute on' }).click()
    await block.getByText('Settled', { exact: true }).waitFor()

    await block.getByRole('button', { name: 'Evidence pack' }).click()
    const pack = page.getByRole('dialog', { name: 'Evidence pack' })
    await pack.getByLabel('What is it for?').fill('12315 file')
    await axeBoth(person)
    const coming = page.waitForEvent('download')
    await pack.getByRole('button', { name: 'Evidence pack' }).click()
    const file = await (await coming).path()
    // It brings its own check, which needs nothing of ours and finds a changed word.
    const unpacked = mkdtempSync(join(tmpdir(), 'bihuan-e2e-pack-'))
    execFileSync('python3', ['-m', 'zipfile', '-e', file, unpacked])
    const check = () => execFileSync('python3', [join(unpacked, 'check.py')], { encoding: 'utf8', stdio: 'pipe' })
    expect(check()).toMatch(/^sound: \d+ entries/)
    const [words, sums] = [join(unpacked, 'words.jsonl'), join(unpacked, 'SHA256SUMS')]
    writeFileSync(words, readFileSync(words, 'utf8').replace('一个月', '两个月'))
    writeFileSync(sums, readFileSync(sums, 'utf8').replace(/^.*words\.jsonl\n/m, ''))
    expect(check).toThrow(/are not those of the record/)
    rmSync(unpacked, { recursive: true })
    await page.getByText('put together an evidence pack', { exact: false }).first().waitFor()
    await axeBoth(person)
    await shot(page, 'dispute-case')

    // Everybody involved, on one page.
    await up.getByRole('link', { name: 'War room' }).click()
    await page.getByRole('region', { name: 'Who is involved' }).getByText('王芳').first().waitFor()
    await page.getByRole('region', { name: 'What came last' }).getByText('took the escalation up', { exact: false }).waitFor()
    await axeBoth(person)
    await shot(page, 'war-room')
    await page.getByRole('link', { name: 'The case' }).click()

    await block.getByRole('link', { name: 'Settlement to sign' }).click()
    const paper = page.getByRole('article', { name: 'Settlement agreement' })
    await paper.getByText('三日内原路退款，另赔 100 元。').waitFor()
    await paper.getByText('王女士', { exact: false }).waitFor()
    await axeBoth(person)
    await shot(page, 'dispute-paper')
    await person.leave()
  })

  test('on a telephone, in Chinese and in the dark it can be read', async () => {
    const person = await Person.arrive(served, { language: 'zh-Hans', phone: true, theme: 'dark' })
    person.expected.push(...quiet)
    await person.enter(`/cases/${id}`, lead)
    await person.page.getByRole('button', { name: '显示或隐藏资料栏' }).tap()
    await person.page.getByRole('region', { name: '服务纠纷' }).getByText('达成和解').waitFor()
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await person.page.getByRole('region', { name: '服务纠纷' }).scrollIntoViewIfNeeded()
    await shot(person.page, 'dispute-phone')
    await person.page.goto(new URL(`/cases/${id}/room`, person.page.url()).href)
    await person.page.getByRole('region', { name: '参与人员' }).getByText('王芳').first().waitFor()
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await shot(person.page, 'war-room-phone')
    await person.leave()
  })
})
