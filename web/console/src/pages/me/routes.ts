import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/me/profile',
    name: 'me.profile',
    component: () => import('./profile.vue'),
    meta: { title: 'me.profile.title', words: ['me'], navigation: { icon: 'i-lucide-user-round', order: 10, group: 'me' } },
  },
]
