// Everything works without this file; it only saves taps.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A form that was sent once is not sent again by an impatient finger.
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post") form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Ctrl+Enter sends the form one is writing in.
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
  });

  // Words are checked while they are being written; without this, on saving.
  all("[data-check]").forEach((box) => {
    const field = one(box.dataset.text);
    let wait = 0;
    field?.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(async () => {
        const body = new URLSearchParams({ text: field.value, language: one(box.dataset.language).value });
        body.set("csrfmiddlewaretoken", new FormData(field.form).get("csrfmiddlewaretoken"));
        try {
          const answer = await fetch(box.dataset.check, { method: "POST", body });
          if (answer.ok) box.innerHTML = await answer.text();
        } catch { /* The next letter asks again. */ }
      }, 600);
    });
  });

  // Filters apply at once and in place: nobody is thrown to the top of the page, and where one stands stays where it is.
  // `data-live` names the parts that follow; the button stays for everybody else, and for a connection that broke.
  all("form[data-live]").forEach((form) => {
    let asked = 0;
    const mark = (it) => (it.name ? `${it.name}=${it.value}` : it.textContent);
    form.addEventListener("change", async () => {
      const mine = ++asked;
      const words = [...new FormData(form)].filter(([, value]) => value);
      const address = new URL(location.pathname + "?" + new URLSearchParams(words), location);
      try {
        const answer = await fetch(address);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (mine !== asked) return;
        if (!answer.ok) { form.submit(); return; }
        const open = all("details[open] > summary", form).map(mark);
        const at = form.contains(document.activeElement) ? mark(document.activeElement) : null;
        form.dataset.live.split(" ").forEach((part) => { one(part).innerHTML = one(part, page).innerHTML; });
        all("summary", form).forEach((part) => { if (open.includes(mark(part))) part.parentElement.open = true; });
        all("input,select,summary,button", form).find((it) => mark(it) === at)?.focus({ preventScroll: true });
        near();
        history.replaceState(null, "", address);
      } catch { /* Not sent instead: the answer also breaks off when somebody has already followed a link. */ }
    });
  });

  // Near me: the place is asked for only on tapping and goes into the address only.
  const near = () => all("[data-near]").forEach((button) => {
    if (!navigator.geolocation) return;
    button.hidden = false;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition((place) => {
      const address = new URL(location.href);
      address.pathname = button.dataset.near;
      address.searchParams.set("near", `${place.coords.latitude.toFixed(3)},${place.coords.longitude.toFixed(3)}`);
      address.searchParams.set("sort", "distance");
      location.assign(address);
    }, () => { one(button.dataset.nearFailed).hidden = false; }));
  });
  near();

  // The tile map is one stop for the Tab key; arrows move inside it.
  all("[data-tiles]").forEach((map) => {
    const tiles = all("a", map);
    const place = (tile) => [Number(tile.dataset.row), Number(tile.dataset.column)];
    tiles.forEach((tile, index) => { tile.tabIndex = index ? -1 : 0; });
    map.addEventListener("keydown", (event) => {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const [row, column] = place(document.activeElement);
      let best = null, bestCost = Infinity;
      for (const tile of tiles) {
        const [r, c] = place(tile);
        const along = (r - row) * step[0] + (c - column) * step[1];
        const aside = Math.abs((r - row) * step[1]) + Math.abs((c - column) * step[0]);
        const cost = along + 3 * aside;
        if (along > 0 && cost < bestCost) { best = tile; bestCost = cost; }
      }
      if (!best) return;
      tiles.forEach((tile) => { tile.tabIndex = -1; });
      best.tabIndex = 0;
      best.focus();
    });
  });

  // Half-written words survive a lost connection on this device; they go when the form is sent.
  all("form[data-keep]").forEach((form) => {
    const key = `mosty:${form.dataset.keep}`;
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
      all("textarea", form).forEach((area) => { if (!area.value && kept[area.name]) area.value = kept[area.name]; });
      form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(
        Object.fromEntries(all("textarea", form).map((area) => [area.name, area.value])))));
      form.addEventListener("submit", () => sessionStorage.removeItem(key));
    } catch { /* storage may be off */ }
  });

  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });
  all("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(one(button.dataset.copy).textContent.trim());
      one("[role=status]", button.parentElement).textContent = button.dataset.done;
    });
  });
  document.addEventListener("click", (event) => {
    all(".languages[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
})();
