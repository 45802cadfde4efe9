import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import { createRouter, createWebHistory } from 'vue-router'
import { needWords, say } from './i18n'
import { may, mustFirst, type Permission, session, whoAmI } from './session'

/**
 * Pages. Each area keeps its own in `pages/<area>/routes.ts` and says in `meta` what the shell needs to know; a page
 * that is not there is not in the navigation.
 */
export interface PageMeta {
  /** Key of the page's name. */
  title: string
  /** Areas of words it needs besides those of the first load. */
  words?: string[]
  /** Who may see it; the server asks again. */
  permission?: Permission | Permission[]
  /** Shown without the frame and without signing in. */
  open?: boolean
  /** Its place in the navigation; left out: not there. */
  navigation?: {
    icon: string
    /** Lower comes first: inbox 10, cases 20, customers 30 …; administration 100 and up. */
    order: number
    group: 'work' | 'admin' | 'me'
    /** Where its entry leads, when not to its own path. */
    to?: string
    /** A second key after `g`: `i` makes `g i`. */
    go?: string
    /** What stands under its entry while the navigation is unfolded (the views of the inbox). */
    below?: () => Promise<{ default: Component }>
  }
}

declare module 'vue-router' {
  interface RouteMeta extends PageMeta {}
}

const areas = import.meta.glob<{ routes: RouteRecordRaw[] }>('./pages/**/routes.ts', { eager: true })
export const pages: RouteRecordRaw[] = Object.values(areas).flatMap((area) => area.routes)

/** The entries of the navigation that this person may see. */
export function navigation(group: 'work' | 'admin' | 'me') {
  return pages
    .filter((page) => page.meta?.navigation?.group === group && permitted(page.meta.permission))
    .sort((a, b) => (a.meta?.navigation?.order ?? 0) - (b.meta?.navigation?.order ?? 0))
    .map((page) => {
      const place = page.meta?.navigation
      return { name: String(page.name), title: page.meta?.title ?? '', icon: place?.icon ?? '', go: place?.go, below: place?.below, to: place?.to ?? page.path.replace(/\/:.*$/, '') }
    })
}

/** The areas of words that the names in the navigation come from. */
export function navigationWords(): string[] {
  return pages.filter((page) => page.meta?.navigation && permitted(page.meta.permission)).flatMap((page) => page.meta?.words ?? [])
}

/** Whether one of these permissions is held. */
export function permitted(needed: Permission | Permission[] | undefined): boolean {
  if (needed === undefined) return true
  return (Array.isArray(needed) ? needed : [needed]).some(may)
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...pages,
    { path: '/', name: 'home', component: () => import('./shell/nowhere.vue'), meta: { title: 'shell.nowhere.title' } },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./shell/nowhere.vue'), meta: { title: 'shell.nowhere.title' } },
  ],
  scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (!to.meta.open) {
    if (session.state === 'unknown') await whoAmI()
    if (session.state === 'out') return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
    if (mustFirst.value) return { name: 'sign-in', query: { next: to.fullPath } }
    // Only now is it known what this person may see.
    if (to.name === 'home') return navigation('work')[0]?.to ?? navigation('me')[0]?.to ?? '/sign-in'
  }
  await needWords(to.matched.flatMap((m) => m.meta.words ?? []))
  return true
})

router.afterEach((to) => {
  const title = to.meta.title ? say(to.meta.title) : ''
  document.title = title ? `${title} · ${say('common.product')}` : say('common.product')
})
