import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/inbox/:view?/:case?',
    name: 'inbox',
    component: () => import('./inbox.vue'),
    meta: {
      title: 'inbox.title',
      words: ['inbox'],
      permission: 'case.read',
      navigation: { icon: 'i-lucide-inbox', order: 10, group: 'work', go: 'i', below: () => import('./view-list.vue') },
    },
  },
]
