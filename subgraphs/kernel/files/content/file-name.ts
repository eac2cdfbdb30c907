/**
 * What a double click would run, on any of the usual systems: programs, scripts, pages with scripts, installers, shortcuts
 * and documents with macros.
 */
const runnable = new Set(
  `exe com scr pif cpl dll ocx sys drv msi msp mst msix appx bat cmd ps1 psm1 psd1 vb vbs vbe js jse mjs cjs ws wsf wsh
  wsc sct hta html htm xhtml xht shtml mhtml mht svg svgz php phtml asp aspx jsp sh bash zsh csh ksh fish
  command run elf out so dylib app pkg dmg deb rpm apk ipa appimage flatpak snap jar war class dex jnlp py pyc pyw pyz
  pl rb lua tcl wasm swf lnk url scf inf reg rdp desktop webloc website iso img vhd vhdx chm hlp gadget settingcontent-ms
  application appref-ms diagcab library-ms search-ms docm dotm xlsm xltm xlsb xlam xll pptm potm ppam ppsm sldm
  accde mde`.split(/\s+/),
)

/** Names that end so are of archives, in which anything could hide one level further down. */
const packed = new Set('zip 7z rar tar gz tgz bz2 xz zst lz lzma cab arj ace z'.split(' '))

/** Whether a name is one to run, or is written so that it looks like another. */
export function isUnsafeName(name: string): boolean {
  return /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name) || runnable.has(extensionOf(name))
}

export function isArchiveName(name: string): boolean {
  return packed.has(extensionOf(name))
}

/** As Windows sees it, which overlooks blanks and dots at the end and what stands behind a colon. */
function extensionOf(name: string): string {
  const seen = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[\s.]+$/, '')
  return /\.([^./\\]*)$/.exec(seen)?.[1]?.trim() ?? ''
}
