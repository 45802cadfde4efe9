import { afterEach, describe, expect, test } from 'vitest'
import { asker, type CaseNow, Desk, quiet } from './desk'
import { axeBoth, closeBrowser, Person, Served, shot } from './harness'

// One complaint under each of the five policies, from the call to the file, by what the console offers: the stage bar
// leads, and what each trade asks on top is done where it is asked.

interface Story {
  policy: string
  subject: string
  said: string
  demand: string
  /** Typed to find the category. */
  category: string
  severity: 'minor' | 'general' | 'major'
  remedy: string
  /** What the trade asks besides, once the facts are known. */
  besides?: (desk: Desk) => Promise<void>
  /** The last stage; a policy that watches keeps the case out of the file. */
  ends: 'archived' | 'closed'
}

const dialogue = async (desk: Desk, name: string, fill: (dialog: ReturnType<Desk['dialog']>) => Promise<void>): Promise<void> => {
  await desk.act(name)
  const dialog = desk.dialog(name)
  await dialog.waitFor()
  await fill(dialog)
  await desk.send(name)
}

const liable = (party: string) => (desk: Desk) =>
  dialogue(desk, 'Decide liability', async (dialog) => {
    await dialog.getByRole('button', { name: 'Add a party' }).click()
    await dialog.getByLabel(`Share of ${party}, %`).fill('100')
    await dialog.getByLabel(/^Reason/).fill('Found on the spot, not disputed')
  })

const stories: Story[] = [
  { policy: 'general', subject: '冰箱不制冷', said: '上周买的冰箱不制冷，里面的东西全坏了。', demand: '换一台', category: 'quality', severity: 'general', remedy: 'Exchange', ends: 'archived' },
  { policy: 'ecommerce', subject: '收到的杯子碎了', said: '包裹一打开杯子就是碎的。', demand: '补发一个', category: 'deliver', severity: 'general', remedy: 'Reship', besides: liable('Merchant'), ends: 'archived' },
  {
    policy: 'quality_feedback',
    subject: '批次门锁失灵',
    said: '三把门锁都打不开，请查一下这一批。',
    demand: '上门修理',
    category: 'quality',
    severity: 'general',
    remedy: 'Repair',
    besides: (desk) => dialogue(desk, 'Record containment', (dialog) => dialog.getByRole('textbox').first().fill('The rest of the batch is held back')),
    ends: 'archived',
  },
  {
    policy: 'auto_station',
    subject: '刹车异响返修未好',
    said: '修了两次刹车还是响，取车时没人解释。',
    demand: '修好并道歉',
    category: 'repair',
    severity: 'general',
    remedy: 'Repair',
    besides: (desk) => dialogue(desk, 'Report to head office', async (dialog) => dialog.getByRole('textbox').first().fill('Two repairs, pads not changed by the book')),
    ends: 'closed',
  },
  { policy: 'apparel', subject: '外套洗後縮水', said: '照標籤洗的，第一次洗就縮水了。', demand: '換新的', category: 'size', severity: 'general', remedy: 'Exchange', ends: 'archived' },
]

describe('a complaint under each policy', () => {
  let served: Served
  let person: Person
  afterEach(async () => {
    await person.leave()
    await closeBrowser()
    await served.end()
  })

  test.each(stories)('$policy: from the call to the file', { timeout: 240_000 }, async (story) => {
    served = await Served.start()
    await served.setUp(story.policy)
    const mine = { Authorization: `Bearer ${await served.token()}` }
    const ask = asker(served, () => mine)
    person = await Person.arrive(served, { language: 'en' })
    person.expected.push(...quiet)
    await person.signIn()
    const { page } = person
    const desk = new Desk(person)
    const look = (what: string) => shot(page, `story-${story.policy}-${what}`)

    // Intake: the call, by keyboard.
    await page.keyboard.press('c')
    const entry = desk.dialog('New case')
    await entry.waitFor()
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe('phone')
    for (const text of ['13800138000', '李雷', '', '', story.subject, story.said, story.demand]) {
      if (text) await page.keyboard.insertText(text)
      await page.keyboard.press('Tab')
    }
    await look('intake')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: story.subject }).waitFor()
    const id = page.url().split('/').at(-1) ?? ''
    const reaches = (stage: string) => expect.poll(async () => (await ask<CaseNow>('GET', `/cases/${id}`)).stage).toBe(stage)

    // What intake should know, before it is judged (S2-14).
    await dialogue(desk, 'Add and correct details', async (dialog) => {
      await dialog.getByRole('textbox', { name: 'Symptom' }).fill(story.subject)
      await dialog.getByRole('textbox', { name: 'Product or service' }).fill('XQ10')
    })
    await dialogue(desk, 'Classify', async (dialog) => {
      await dialog.getByLabel('Category', { exact: true }).click()
      await page.keyboard.type(story.category)
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await dialog.getByRole('combobox', { name: 'Severity' }).click()
      await page.getByRole('option').nth(['minor', 'general', 'major'].indexOf(story.severity)).click()
    })
    await reaches('triaged')
    await desk.act('Take it')
    await reaches('assigned')
    await dialogue(desk, 'Log contact', async () => {})
    await dialogue(desk, 'Record findings', (dialog) => dialog.getByRole('textbox').first().fill('As described; nothing speaks against it'))
    await story.besides?.(desk)
    await look('investigated')

    await dialogue(desk, 'Propose a solution', async (dialog) => {
      await dialog.getByRole('textbox', { name: 'What is offered' }).fill('We put it right and say sorry.')
      await dialog.getByRole('combobox', { name: 'Remedies' }).click()
      await page.getByRole('option', { name: story.remedy, exact: true }).click()
      await page.keyboard.press('Escape')
      await dialog.getByLabel('Promised for').fill('2030-01-05T18:00')
      await dialog.getByLabel('Steps of carrying it out').fill('Booked today, done tomorrow.')
    })
    await dialogue(desk, 'Record the answer', (dialog) => dialog.getByRole('radio', { name: 'Accepted' }).click())
    await desk.act('Carry out')
    await reaches('executing')
    await look('agreed')
    await dialogue(desk, 'Resolve', (dialog) => dialog.getByRole('textbox', { name: 'What was done' }).fill('Done as agreed.'))
    await reaches('resolved')

    // Asked by telephone, and confirmed. (That an answer leaves after its seconds of grace is the day's journey.)
    await dialogue(desk, 'Record follow-up', async (dialog) => {
      await dialog.getByRole('combobox', { name: 'Result' }).click()
      await page.getByRole('option', { name: 'Satisfied', exact: true }).click()
    })
    await dialogue(desk, 'Confirm the result', async (dialog) => {
      await dialog.getByRole('combobox', { name: 'The customer is' }).click()
      await page.getByRole('option', { name: 'Satisfied', exact: true }).click()
    })
    await reaches('confirmed')
    await look('confirmed')
    await dialogue(desk, 'Close', (dialog) => dialog.getByRole('radio', { name: 'Confirmed' }).click())
    await reaches('closed')
    if (story.ends === 'archived') {
      await dialogue(desk, 'Archive', async () => {})
      await reaches('archived')
    }
    await axeBoth(person)
    await look('end')
  })
})
