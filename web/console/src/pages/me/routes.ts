import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/me/profile',
    name: 'me.profile',
    component: () => import('./profile.vue'),
    meta: { title: 'me.profile.title', words: ['me'], navigation: { icon: 'i-lucide-user-round', order: 10, group: 'me' } },
  },
  {
    path: '/me/security',
    name: 'me.security',
    component: () => import('./security.vue'),
    meta: { title: 'me.security.title', words: ['me'], navigation: { icon: 'i-lucide-shield-check', order: 20, group: 'me' } },
  },
  {
    path: '/me/sessions',
    name: 'me.sessions',
    component: () => import('./sessions.vue'),
    meta: { title: 'me.sessions.title', words: ['me'], navigation: { icon: 'i-lucide-monitor-smartphone', order: 30, group: 'me' } },
  },
]
