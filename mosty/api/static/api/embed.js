// <mosty-opportunities lang="vi" district="praha-7" limit="6"></mosty-opportunities>
// Puts the city's list into a frame; sends nothing but the filters written in the tag.
(() => {
  "use strict";
  const home = new URL(document.currentScript.src).origin;
  const known = JSON.parse('LANGUAGES');
  customElements.define("mosty-opportunities", class extends HTMLElement {
    connectedCallback() {
      if (this.firstElementChild) return;
      const wanted = (this.getAttribute("lang") || document.documentElement.lang || "").slice(0, 2).toLowerCase();
      const language = known.includes(wanted) ? wanted : known[0];
      const address = new URL(`/embed/${language}/opportunities/`, home);
      for (const { name, value } of this.attributes) if (!["lang", "class", "style", "id"].includes(name)) address.searchParams.append(name, value);
      const frame = document.createElement("iframe");
      frame.src = address;
      frame.title = this.getAttribute("title") || "Mosty";
      frame.loading = "lazy";
      frame.width = "100%";
      frame.height = 420;
      frame.style.border = "0";
      addEventListener("message", (event) => {
        if (event.origin === home && event.source === frame.contentWindow && event.data && event.data.mosty === "height") frame.height = Math.min(Number(event.data.value) || 420, 6000);
      });
      this.append(frame);
    }
  });
})();
