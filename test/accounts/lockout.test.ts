import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as lockout from '../../subgraphs/accounts/lockout/lockout.ts'
import { networkOf } from '../../subgraphs/accounts/lockout/network.ts'
import { programName } from '../../subgraphs/accounts/sign-in/program-name.ts'

const begin = new Date('2026-03-01T08:00:00Z')
const at = (seconds: number) => new Date(begin.getTime() + seconds * 1000)
const HOUR = 3600

/** Counters of one account, tried from several networks, all of them wrong; says whether each was evaluated. */
function openDoor(familiar: readonly string[] = []) {
  const streaks = new Map<string, lockout.Known['streak']>()
  const networks = new Map<string, Date>()
  let person = begin
  return {
    fail(network: string, seconds: number): boolean {
      const streak = streaks.get(network) ?? { failures: 0, lockedUntil: at(seconds) }
      const ofNetwork = networks.get(network) ?? at(seconds)
      const known = { streak, person, network: ofNetwork, isFamiliar: familiar.includes(network) }
      const counted = lockout.count(known, at(seconds))
      streaks.set(network, counted.streak)
      networks.set(network, counted.network)
      person = counted.person
      return !counted.isLocked
    },
  }
}

describe('wrong passwords (ACC-26)', () => {
  it('are free five times, then each has to be waited for longer, up to a minute', () => {
    const door = openDoor(['home'])
    const times = Array.from({ length: 340 }, (_, second) => second).filter((second) => door.fail('home', second))
    const first = openDoor(['home'])
    expect(Array.from({ length: 50 }, () => first.fail('home', 0)).filter(Boolean)).toHaveLength(6)
    expect(times.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5])
    const waits = times.slice(6).map((second, index) => second - times[index + 5]!)
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60, 60])
  })

  it('that are free keep nobody waiting whose clock is a moment behind, or who asked a moment before', () => {
    const streak = { failures: 4, lockedUntil: at(0.004) }
    const known = { streak, person: begin, network: begin, isFamiliar: false }
    expect(lockout.count(known, begin)).toMatchObject({ isLocked: false, streak: { failures: 5 } })
    expect(lockout.count({ ...known, streak: { ...streak, failures: 6 } }, begin).isLocked).toBe(true)
  })

  it('are never more than a hundred in any hour from wherever nobody came in before', () => {
    const tries = fc.record({ network: fc.integer({ min: 1, max: 300 }), wait: fc.integer({ min: 0, max: 90 }) })
    fc.assert(
      fc.property(fc.array(tries, { minLength: 200, maxLength: 600 }), (all) => {
        const door = openDoor()
        let now = 0
        const made = all.map(({ network, wait }) => ({ at: (now += wait), isMade: door.fail(`${network}`, now) }))
        const times = made.filter(({ isMade }) => isMade).map((one) => one.at)
        for (const from of times) {
          expect(times.filter((time) => time >= from && time < from + HOUR).length).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('of strangers keep nobody out who comes from where they have been in', () => {
    const door = openDoor(['home'])
    for (let n = 0; n < 5000; n++) door.fail(`stranger ${n}`, n)
    expect(door.fail('elsewhere', 5000)).toBe(false)
    expect(door.fail('home', 5000)).toBe(true)
  })

  it('from one network are bounded whoever they are about, and others’ failures there are not one’s own', () => {
    let network = begin
    const known = () => ({ streak: { failures: 0, lockedUntil: begin }, person: begin, network, isFamiliar: false })
    for (let n = 0; n < 100; n++) {
      const counted = lockout.count(known(), begin)
      expect(counted.isLocked).toBe(false)
      network = counted.network
    }
    expect(lockout.count(known(), begin).isLocked).toBe(true)
    expect(lockout.count({ ...known(), isFamiliar: true }, begin).isLocked).toBe(false)
    expect(lockout.count(known(), at(36)).isLocked).toBe(false)
  })

  it('are forgotten after an hour without any', () => {
    const streak = { failures: 20, lockedUntil: at(60) }
    const known = { streak, person: begin, network: begin, isFamiliar: true }
    expect(lockout.count(known, at(60 + HOUR)).streak.failures).toBe(21)
    expect(lockout.count(known, at(61 + HOUR)).streak.failures).toBe(1)
  })
})

describe('one place (ACC-26)', () => {
  it('is an IPv4 address, or a whole network of IPv6', () => {
    expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
    const same = ['2001:db8:1:2::1', '2001:0DB8:0001:0002:aaaa:bbbb:cccc:dddd', '2001:db8:1:2:0:0:203.0.113.9']
    expect(same.map(networkOf)).toEqual(same.map(() => '2001:db8:1:2::/64'))
    expect(networkOf('::1')).toBe('0:0:0:0::/64')
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
    expect(networkOf('2001:db8::')).toBe('2001:db8:0:0::/64')
    expect(networkOf(null)).toBe('unknown')
  })
})

describe('what a program is called in a mail', () => {
  it('is one of a few names, whatever it calls itself', () => {
    const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
    expect(programName(`${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36`)).toBe(
      'Chrome, Windows',
    )
    expect(programName(`${windows} Chrome/131.0.0.0 Safari/537.36 Edg/131.0`)).toBe('Edge, Windows')
    expect(programName('Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0')).toBe('Firefox, Linux')
    expect(programName('Your account is locked, go to http://evil.example')).toBeNull()
    expect(programName(null)).toBeNull()
  })
})
