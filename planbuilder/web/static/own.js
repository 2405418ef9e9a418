/* Everything works without this. With it, an answer is saved as its field is left, and others' answers arrive. */
"use strict";
(() => {
  const body = document.body, live = document.getElementById("live"), lost = document.getElementById("lost");
  const main = () => document.getElementById("main");
  let waiting = null, tellTimer = 0;

  // A form in which something is typed and not saved is left as it is when the page is renewed (morphSkip).
  document.addEventListener("input", event => {
    const form = event.target.closest("form[hx-post], form.pb-form");
    if (form) form.setAttribute("data-unsaved", "");
  });
  document.addEventListener("htmx:before:request", event => {
    const form = event.target.closest?.("form");
    if (form) form.removeAttribute("data-unsaved");
  });
  const failed = event => {
    const form = event.target.closest?.("form");
    if (form) form.setAttribute("data-unsaved", "");
    tellLost(true);
  };
  document.addEventListener("htmx:error", failed);
  document.addEventListener("submit", event => event.target.removeAttribute("data-unsaved"));
  window.addEventListener("beforeunload", event => {
    if (document.querySelector("form[data-unsaved]")) event.preventDefault();
  });

  // What has happened is said once, politely, in a region that stays when the page is renewed.
  const tell = text => {
    clearTimeout(tellTimer);
    live.textContent = "";
    tellTimer = setTimeout(() => { live.textContent = text; }, 50);
  };
  const tellLost = isLost => {
    if (isLost === !lost.hidden) return;
    lost.hidden = !isLost;
    lost.textContent = isLost ? body.dataset.offline : "";
    tell(isLost ? body.dataset.offline : body.dataset.online);
    if (!isLost) for (const form of document.querySelectorAll("form[hx-post][data-unsaved]")) form.requestSubmit();
  };

  document.addEventListener("htmx:after:swap", () => {
    tellLost(false);
    const errors = document.getElementById("errors");
    if (errors) tell(errors.textContent.trim().replace(/\s+/g, " "));
    else if (main()?.dataset.told) tell(main().dataset.told);
    renewPreview();
  });

  // The preview is renewed in place: its scroll stays, and what has changed is marked.
  const BLOCKS = "p, li, td, th, dd, dt, h1, h2, h3, h4, figcaption, svg";
  const said = one => one.tagName === "svg" ? one.innerHTML : one.textContent;
  const renewPreview = async () => {
    const frame = document.getElementById("preview"), old = frame?.contentDocument;
    if (!old?.body) return;
    const wanted = waiting = {};
    let text;
    try { text = await (await fetch(frame.getAttribute("src"), { credentials: "same-origin" })).text(); } catch { return; }
    if (wanted !== waiting) return;
    const made = new DOMParser().parseFromString(text.slice(text.indexOf("<body")), "text/html");
    const known = new Set([...old.body.querySelectorAll(BLOCKS)].map(said));
    const fresh = [...made.body.querySelectorAll(BLOCKS)].filter(one => !known.has(said(one)));
    if (!fresh.length && made.body.textContent === old.body.textContent) return;
    fresh.forEach(one => one.classList.add("changed"));
    const place = old.scrollingElement.scrollTop;
    old.body.replaceWith(old.adoptNode(made.body));
    old.scrollingElement.scrollTop = place;
    const first = old.querySelector("p.changed, li.changed, td.changed, dd.changed, h2.changed, h3.changed");
    first?.scrollIntoView({ block: "center" });
    frame.dataset.renewed = String(Number(frame.dataset.renewed || 0) + 1);
  };

  // Answers of others: the page is renewed around what is being typed.
  const renew = () => {
    const region = main();
    if (!region || region.hasAttribute("data-still")) return renewPreview();
    htmx.ajax("GET", location.pathname + location.search.replace(/([?&])(told|saved)=[^&]*/g, "$1"),
      { target: "#main", select: "#main", swap: "outerMorph" });
  };
  const arrived = digest => {
    if (document.querySelector(".htmx-request")) setTimeout(arrived, 150, digest);
    else if (main()?.dataset.digest !== digest) renew();
  };
  if (body.dataset.events && window.EventSource) {
    const events = new EventSource(body.dataset.events);
    events.addEventListener("plan", event => {
      tellLost(false);
      arrived(event.data);
    });
    events.addEventListener("error", () => tellLost(true));
    events.addEventListener("open", () => tellLost(false));
  }
  // A document takes seconds to make: it is told when it is begun and when it is there.
  document.addEventListener("click", async event => {
    const link = event.target.closest("a[data-made]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const box = document.getElementById("making"), words = document.getElementById("making-words");
    const say = text => { box.hidden = false; words.textContent = text; tell(text); };
    box.querySelector("progress").hidden = false;
    say(link.dataset.made);
    try {
      const reply = await fetch(link.href, { credentials: "same-origin" });
      if (!reply.ok) throw new Error(reply.statusText);
      const made = document.createElement("a");
      made.href = URL.createObjectURL(await reply.blob());
      made.download = link.pathname.split("/").pop();
      made.click();
      setTimeout(() => URL.revokeObjectURL(made.href), 60000);
      say(link.dataset.done);
    } catch { say(link.dataset.failed); }
    box.querySelector("progress").hidden = true;
  });
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
  else if (main()?.dataset.told) tell(main().dataset.told);
})();
