import { useEffect, useRef, useState, type ReactNode } from 'react'

interface FormProps {
  readonly title: string
  readonly action: string
  readonly children: ReactNode
  /** Gets the fields by name; what it throws is shown to the person, and the form stays. */
  readonly onSubmit: (fields: Readonly<Record<string, string>>) => Promise<unknown>
  readonly onClose: () => void
}

/** A dialog with one form. */
export function Form({ title, action, children, onSubmit, onClose }: FormProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => dialog.current?.showModal(), [])

  async function submit(data: FormData) {
    setBusy(true)
    setProblem(null)
    try {
      await onSubmit(Object.fromEntries(Array.from(data, ([name, value]) => [name, String(value)])))
      onClose()
    } catch (reason) {
      setProblem(reason instanceof Error ? reason.message : String(reason))
      setBusy(false)
    }
  }

  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit(new FormData(event.currentTarget))
        }}
      >
        <h2>{title}</h2>
        {children}
        {problem && <p role="alert">{problem}</p>}
        <footer>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button className="main" disabled={isBusy}>
            {action}
          </button>
        </footer>
      </form>
    </dialog>
  )
}

interface FieldProps {
  readonly label: string
  readonly name: string
  readonly type?: string
  readonly autoComplete?: string
  readonly defaultValue?: string
  readonly hint?: string
}

export function Field({ label, hint, ...input }: FieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input required spellCheck={false} {...input} />
      {hint && <small>{hint}</small>}
    </label>
  )
}
