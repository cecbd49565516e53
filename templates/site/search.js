// The search of the list: it loads the index when somebody first types, and shows what it finds in place of the list.
;(() => {
  const place = document.getElementById('search')
  const words = document.getElementById('words')
  const found = document.getElementById('found')
  const results = document.getElementById('results')
  const list = document.getElementById('list')
  if (!place || !words || !found || !results) return
  place.hidden = false
  let index = null
  let loading = false

  function load() {
    if (index || loading) return
    loading = true
    const script = document.createElement('script')
    script.src = 'assets/search-index.js'
    script.onload = () => {
      const { options, index: saved } = globalThis.aftermathIndex
      index = globalThis.MiniSearch.loadJS(saved, options)
      show()
    }
    script.onerror = () => {
      loading = false
      found.textContent = 'The search index cannot be loaded.'
    }
    document.head.append(script)
  }

  function show() {
    const query = words.value.trim()
    const shown = query !== '' && index !== null
    results.hidden = !shown
    if (list) list.hidden = shown
    for (const other of document.querySelectorAll('.browse, .pager')) other.hidden = shown
    results.replaceChildren()
    if (!shown) {
      found.textContent = query === '' || index !== null ? '' : 'Loading the search index …'
      return
    }
    const hits = index.search(query, {
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      combineWith: 'AND',
      boost: { title: 4, about: 3 },
    })
    found.textContent =
      hits.length === 0 ? 'Nothing found.' : `${hits.length} found${hits.length > 50 ? ', the best 50 shown' : ''}.`
    for (const { title, page, day } of hits.slice(0, 50)) {
      const link = document.createElement('a')
      link.href = page.split('/').map(encodeURIComponent).join('/')
      link.dir = 'auto'
      link.textContent = title
      const item = document.createElement('li')
      item.append(link)
      if (day) {
        const about = document.createElement('p')
        about.className = 'about'
        about.textContent = day
        item.append(about)
      }
      results.append(item)
    }
  }

  words.addEventListener('focus', load)
  words.addEventListener('input', () => {
    load()
    show()
  })
})()
