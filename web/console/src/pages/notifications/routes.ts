import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/me/notifications',
    name: 'me.notifications',
    component: () => import('./preferences.vue'),
    meta: { title: 'notices.preferences.title', words: ['notices'], navigation: { icon: 'i-lucide-bell', order: 15, group: 'me' } },
  },
]
