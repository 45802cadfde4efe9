import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/approvals',
    name: 'approvals',
    component: () => import('./approvals.vue'),
    meta: { title: 'approvals.title', words: ['approvals', 'stations'], permission: 'case.approve', navigation: { icon: 'i-lucide-stamp', order: 36, group: 'work', go: 'p' } },
  },
]
