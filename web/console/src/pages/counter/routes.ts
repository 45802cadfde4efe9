import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/counter/:unit?',
    name: 'counter',
    component: () => import('./counter.vue'),
    meta: { title: 'counter.title', words: ['counter'], permission: 'case.message', navigation: { icon: 'i-lucide-store', order: 37, group: 'work' } },
  },
]
