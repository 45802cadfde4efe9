import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/setup', name: 'setup', component: () => import('./setup.vue'), meta: { title: 'setup.title', words: ['setup'], open: true } },
]
