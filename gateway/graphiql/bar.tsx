import { useEffect, useState } from 'react'
import { stopAllOf } from './live.ts'
import { LogInForm } from './log-in-form.tsx'
import { logIns, logOut, type LogIn, type Person } from './log-ins.ts'
import { notice } from './notice.ts'
import { PasswordForm } from './password-form.tsx'
import { runAs, useRunner } from './run-as.ts'

/** Who is logged in, and as whom the tab in front runs. */
export function Bar() {
  const all = logIns.use()
  const { logIn: runner, waitsFor } = useRunner()
  const blocked = all.find(({ blocks }) => blocks.includes('PASSWORD_CHANGE_REQUIRED'))
  const message = notice.use()
  const [open, setOpen] = useState<'log-in' | 'password' | null>(null)
  const close = (which: 'log-in' | 'password') => setOpen((now) => (now === which ? null : now))
  // A temporary password opens nothing but the way to one's own.
  useEffect(() => setOpen((now) => (blocked ? 'password' : now)), [blocked?.id])
  return (
    <>
      <strong className="brand">Portico</strong>
      {(all.length > 0 || waitsFor) && (
        <label className="run-as">
          <span>Run this tab as</span>
          <select value={waitsFor?.id ?? runner?.id ?? ''} onChange={(event) => runAs(event.target.value || null)}>
            {waitsFor && (
              <option value={waitsFor.id} disabled>
                {waitsFor.name} – logged out
              </option>
            )}
            {all.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name} – {roleOf(one)}
              </option>
            ))}
            <option value="">Nobody</option>
          </select>
        </label>
      )}
      {runner && (
        <span className="who">
          <span className={`dot ${roleOf(runner)}`} aria-hidden="true" />
          <span className="quiet">at {runner.company}</span>
        </span>
      )}
      {waitsFor && <span className="quiet">It waits until somebody is chosen or logs in.</span>}
      {all.length === 0 && !waitsFor && <span className="quiet">Nobody is logged in.</span>}
      {message && (
        <button className={message.kind} title="Dismiss" onClick={() => notice.set(null)}>
          {message.text}
        </button>
      )}
      {blocked && (
        <button className="warning" onClick={() => setOpen('password')}>
          {blocked.name} must change the password
        </button>
      )}
      <span className="space" />
      {runner && <button onClick={() => leave(runner)}>Log out</button>}
      {!runner && all.length > 0 && <button onClick={() => all.forEach(leave)}>Log out everybody</button>}
      <button className={all.length === 0 ? 'main' : ''} onClick={() => setOpen('log-in')}>
        {all.length === 0 ? 'Log in' : 'Log in another'}
      </button>
      {open === 'log-in' && <LogInForm onClose={() => close('log-in')} />}
      {open === 'password' && blocked && <PasswordForm logIn={blocked} onClose={() => close('password')} />}
    </>
  )
}

function leave({ id }: LogIn): void {
  stopAllOf(id)
  void logOut(id)
}

function roleOf({ kind, role }: Person): string {
  return kind === 'client' ? 'client' : (role ?? 'staff').toLowerCase()
}
