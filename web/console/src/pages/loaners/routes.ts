import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/loaners',
    name: 'loaners',
    component: () => import('./loaners.vue'),
    meta: { title: 'loaners.title', words: ['loaners', 'codes-admin'], permission: 'case.read', navigation: { icon: 'i-lucide-hand-helping', order: 36.7, group: 'work' } },
  },
]
