import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/cases/:case',
    name: 'case',
    component: () => import('./case.vue'),
    meta: { title: 'case.title', words: ['case'], permission: 'case.read' },
  },
  {
    path: '/cases/:case/room',
    name: 'war-room',
    component: () => import('./room.vue'),
    meta: { title: 'room.title', words: ['codes-admin', 'room', 'case', 'side', 'act'], permission: 'case.read' },
  },
  {
    path: '/cases/:case/settlements/:dispute',
    name: 'settlement',
    component: () => import('./settlement.vue'),
    meta: { title: 'settlement.title', words: ['settlement'], permission: 'case.read' },
  },
]
