import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/inbox/:view?/:case?',
    name: 'inbox',
    component: () => import('./inbox.vue'),
    meta: {
      title: 'inbox.title',
      // The case beside the list speaks its own words.
      words: ['inbox', 'case'],
      permission: 'case.read',
      navigation: { icon: 'i-lucide-inbox', order: 10, group: 'work', go: 'i', below: () => import('./view-list.vue') },
    },
  },
]
