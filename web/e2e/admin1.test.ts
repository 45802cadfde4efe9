import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { admin, axe, axeBoth, closeBrowser, Person, Served, shot } from './harness'

describe('administration: people, places, lists and the record', () => {
  let served: Served
  let person: Person
  beforeAll(async () => {
    served = await Served.start()
    await served.setUp()
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

  test('a unit is added, then a user in it with a role', async () => {
    const { page } = person
    await page.goto('/admin/units')
    await page.getByRole('button', { name: 'Add unit', exact: true }).click()
    const unit = page.getByRole('dialog', { name: 'Add unit' })
    await unit.getByLabel('Name').fill('华南售后')
    await unit.getByLabel('Code').fill('SOUTH')
    await unit.getByRole('switch', { name: 'Opening hours of its own' }).click()
    await unit.getByRole('button', { name: 'Add a period to Saturday' }).click()
    await axe(page)
    await unit.getByRole('button', { name: 'Create unit' }).click()
    await page.getByRole('button', { name: /华南售后.*SOUTH/ }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: /华南售后.*SOUTH/ }).waitFor()
    await axeBoth(person)
    await shot(page, 'admin-units')

    await page.goto('/admin/users')
    await page.getByRole('button', { name: 'Add user' }).first().click()
    const user = page.getByRole('dialog', { name: 'Add user' })
    await user.getByLabel('Name', { exact: true }).fill('陈明')
    await user.getByLabel('Sign-in name').fill('chen')
    await user.getByLabel('Unit', { exact: true }).click()
    await page.getByRole('option', { name: '华南售后' }).click()
    await user.getByRole('button', { name: 'Add role' }).click()
    await axe(page)
    await user.getByRole('button', { name: 'Create user' }).click()
    // The user stays open, now with what takes effect at once.
    await page.getByRole('dialog', { name: '陈明' }).getByRole('button', { name: 'Deactivate' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: /陈明/ }).click()
    await page.getByRole('dialog', { name: '陈明' }).getByRole('button', { name: 'Deactivate' }).waitFor()
    await axe(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: '陈明' }).waitFor({ state: 'detached' })
    await axeBoth(person)
    await shot(page, 'admin-users')
  })

  test('what was typed is not lost in silence', async () => {
    const { page } = person
    await page.goto('/admin/roles')
    await page.getByRole('region', { name: 'Roles and what they may do' }).waitFor()
    await axeBoth(person)
    await shot(page, 'admin-roles')
    await page.getByRole('button', { name: 'Add role' }).click()
    const role = page.getByRole('dialog', { name: 'Add role' })
    await role.getByLabel('简体中文').fill('夜班客服')
    await role.getByLabel('English').fill('Night desk')
    await page.keyboard.press('Escape')
    const asked = page.getByRole('dialog', { name: 'Discard what you changed?' })
    await asked.getByRole('button', { name: 'Cancel' }).click()
    await role.getByRole('checkbox', { name: 'Read cases' }).click()
    await role.getByRole('button', { name: 'Create role' }).click()
    await page.getByRole('button', { name: /Night desk/ }).waitFor()
  })

  test('a channel tells what it lacks', async () => {
    const { page } = person
    await page.goto('/admin/channels')
    await page.getByRole('button', { name: 'Add channel' }).first().click()
    const channel = page.getByRole('dialog', { name: 'Add channel' })
    await channel.getByLabel('Name').fill('Hotline')
    await channel.getByLabel('Unit', { exact: true }).click()
    await page.getByRole('option', { name: admin.company }).click()
    await channel.getByRole('button', { name: 'Create channel' }).click()
    await page.getByText('Nobody answers for it').waitFor()
    await page.reload()
    await page.getByText('Nobody answers for it').waitFor()
    await axeBoth(person)
  })

  test('a month shows its holidays, and a deadline explains itself', async () => {
    const { page } = person
    await page.goto('/admin/calendars')
    await page.getByLabel('How long').fill('3')
    await page.getByLabel('From', { exact: true }).fill('2026-09-29T18:00')
    await page.getByLabel('Measured in').click()
    await page.getByRole('option', { name: 'days' }).click()
    await page.getByRole('button', { name: 'Work it out' }).click()
    await page.getByText('2026-10-01 – 2026-10-07: not counted').waitFor()
    await axeBoth(person)
    await shot(page, 'admin-calendars')
    await page.getByRole('button', { name: 'Import a year' }).click()
    const year = page.getByRole('dialog', { name: 'Import a year' })
    await year.getByLabel('Days').fill('# covers 2027\ndate\tkind\tname\n2027-01-01\toff\t元旦\n')
    await year.getByRole('button', { name: 'Check' }).click()
    await year.getByText('2027: 1 days would change').waitFor()
    await axe(page)
  })

  test('a category is made one\'s own', async () => {
    const { page } = person
    await page.goto('/admin/categories')
    await page.getByRole('button', { name: 'Add a category below Account', exact: true }).click()
    const category = page.getByRole('dialog', { name: 'Add category' })
    await category.getByLabel('Code').fill('points')
    await category.getByLabel('简体中文').fill('积分')
    await category.getByLabel('English').fill('Points')
    await category.getByRole('button', { name: 'Create category' }).click()
    await page.getByRole('button', { name: /Points.*Own/ }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: /Points.*Own/ }).waitFor()
    await axeBoth(person)
  })

  test('a token is shown once and revoked, and the record knows', async () => {
    const { page } = person
    await page.goto('/admin/tokens')
    await page.getByRole('button', { name: 'New token' }).first().click()
    const token = page.getByRole('dialog', { name: 'New token' })
    await token.getByLabel('Name').fill('warehouse')
    await token.getByRole('button', { name: 'Create token' }).click()
    await expect.poll(() => token.getByLabel('Token').inputValue()).toMatch(/^bh_/)
    await axe(page)
    await token.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: 'Revoke warehouse' }).click()
    await page.getByRole('dialog', { name: 'Revoke warehouse?' }).getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('Revoked', { exact: true }).waitFor()
    await page.reload()
    await page.getByText('Revoked', { exact: true }).waitFor()
    await axeBoth(person)

    await page.goto('/admin/audit')
    await page.getByText('Token revoked').first().click()
    await page.getByText('Hash').first().waitFor()
    await axeBoth(person)
    await shot(page, 'admin-audit')
  })
})
