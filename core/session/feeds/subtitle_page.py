"""The page that OBS (or any browser) shows: the newest captions on a transparent ground, fed by the WebSocket.

One file, without a network address but its own: it works offline. The look is chosen in the address
(`?size=42&lines=2&colour=ffffff&plate=000000aa`), as a browser source in OBS has no other settings.
"""

from __future__ import annotations

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Wavescribe captions</title>
<style>
  html, body { margin: 0; height: 100%; background: transparent; overflow: hidden; }
  #captions {
    position: absolute; inset: auto 4vw 4vh 4vw; text-align: center;
    font: 600 var(--size, 42px)/1.35 system-ui, sans-serif; color: var(--colour, #fff);
  }
  .line { margin: 0 0 .15em; }
  .line span {
    background: var(--plate, rgba(0, 0, 0, .72)); padding: .08em .4em; border-radius: .15em;
    -webkit-box-decoration-break: clone; box-decoration-break: clone;
  }
  .partial { opacity: .85; }
  #state { position: absolute; top: 8px; left: 8px; font: 13px system-ui, sans-serif; color: #fff;
    background: rgba(0, 0, 0, .72); padding: 4px 8px; border-radius: 6px; }
  #state:empty { display: none; }
</style>
<div id="captions" role="log" aria-live="polite" dir="auto"></div>
<div id="state" role="status"></div>
<script>
  "use strict";
  const wish = new URLSearchParams(location.search);
  const root = document.documentElement.style;
  const box = document.getElementById("captions");
  const state = document.getElementById("state");
  const keep = Math.min(10, Math.max(1, parseInt(wish.get("lines") || "2", 10) || 2));
  const size = parseInt(wish.get("size") || "", 10);
  if (size >= 8 && size <= 300) root.setProperty("--size", size + "px");
  for (const [name, key] of [["colour", "--colour"], ["plate", "--plate"]])
    if (/^[0-9a-f]{6}([0-9a-f]{2})?$/i.test(wish.get(name) || "")) root.setProperty(key, "#" + wish.get(name));
  let finals = [], partial = "";
  function show() {
    const lines = finals.map(text => [text, "line"]);
    if (partial) lines.push([partial, "line partial"]);
    box.replaceChildren(...lines.slice(-keep).map(([text, kind]) => {
      const line = document.createElement("p"), span = document.createElement("span");
      line.className = kind;
      // Text, never markup: what was said cannot become a part of the page.
      span.textContent = text;
      line.append(span);
      return line;
    }));
  }
  function connect(wait) {
    const socket = new WebSocket("ws://" + location.host + "/captions" + location.search);
    socket.onopen = () => { state.textContent = ""; wait = 500; };
    socket.onmessage = event => {
      const row = JSON.parse(event.data);
      if (row.type === "final") {
        partial = "";
        if (row.text) finals = [...finals, row.text].slice(-keep);
      } else if (row.type === "partial") partial = row.text;
      else if (row.type === "clear") { finals = []; partial = ""; }
      show();
    };
    socket.onclose = () => {
      state.textContent = "Waiting for Wavescribe…";
      setTimeout(() => connect(Math.min(8000, wait * 2)), wait);
    };
  }
  connect(500);
</script>
</html>
"""
