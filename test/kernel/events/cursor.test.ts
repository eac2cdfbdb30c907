import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCursor, sealCursor, type CursorScope } from '../../../subgraphs/kernel/events/cursor.ts'
import { newId } from '../../../subgraphs/kernel/ids.ts'

const scope: CursorScope = { subgraph: 'tickets', company: newId('company'), key: randomBytes(32) }
const refused = expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) })

describe('a cursor', () => {
  it('leads back to its place', () => {
    const places = fc.record({
      epoch: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
      pos: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
    })
    fc.assert(
      fc.property(places, (place) => {
        expect(openCursor(scope, sealCursor(scope, place))).toEqual(place)
      }),
    )
  })

  it('of another subgraph, company or installation is refused (API-2)', () => {
    const place = { epoch: 1, pos: 7 }
    for (const foreign of [
      { ...scope, subgraph: 'viewings' as const },
      { ...scope, company: newId('company') },
      { ...scope, key: randomBytes(32) },
    ]) {
      expect(() => openCursor(scope, sealCursor(foreign, place))).toThrow(refused)
    }
  })

  it('that was forged is refused, whatever was changed (API-2)', () => {
    const genuine = sealCursor(scope, { epoch: 1, pos: 7 })
    for (let index = 0; index < genuine.length; index++) {
      const forged = genuine.slice(0, index) + (genuine[index] === 'x' ? 'y' : 'x') + genuine.slice(index + 1)
      expect(() => openCursor(scope, forged)).toThrow(refused)
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => openCursor(scope, text)).toThrow(refused)
      }),
    )
    expect(() => openCursor(scope, `${genuine}=`)).toThrow(refused)
  })
})
