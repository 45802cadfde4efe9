import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/evidence-requests',
    name: 'evidence-requests',
    component: () => import('./requests.vue'),
    meta: { title: 'requests.title', words: ['requests'], permission: 'evidence.answer', navigation: { icon: 'i-lucide-file-question', order: 36.5, group: 'work' } },
  },
]
