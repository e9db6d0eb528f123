"use strict";
// Where events come from: a run on the server, or one that was recorded in this file. Both have the same calls.
Lab.ServerSource = class {
  constructor(settings, { text, mode, pace }, take) {
    this.settings = settings;
    this.options = { text, mode, pace };
    this.take = take;
    this.isClosed = false;
  }

  async start() {
    const { id } = await Lab.ask("runs", { body: { settings: this.settings, ...this.options } });
    if (this.isClosed) return;
    this.listen(id);
  }

  listen(id) {
    this.id = id;
    this.stream = new EventSource(Lab.address(`runs/${id}/events`));
    for (const kind of ["start", "generation", "mode", "end"]) {
      this.stream.addEventListener(kind, (event) => {
        if (kind === "end") this.stream.close();
        this.take(kind, JSON.parse(event.data));
      });
    }
    // The browser connects again by itself and says which event it had last, unless the server refuses.
    this.stream.addEventListener("error", () => {
      if (this.stream.readyState === EventSource.CLOSED && !this.isClosed) {
        this.take("end", { reason: "failed", sentence: "The run is gone. Press Run to begin again." });
      }
    });
  }

  control(action) { return Lab.ask(`runs/${this.id}/${action}`, { method: "POST", keepalive: action === "stop" }); }

  async history(word) {
    return Lab.ask(`runs/${this.id}/words`, { query: { word } });
  }

  close() {
    this.isClosed = true;
    this.stream?.close();
    if (this.id) this.control("stop").catch(() => {});
  }
};

// A run that somebody else started and controls.
Lab.FollowedSource = class extends Lab.ServerSource {
  constructor(id, take) {
    super({}, {}, take);
    this.followed = id;
  }

  async start() { this.listen(this.followed); }

  async control() { throw new Error("This run is controlled by whoever started it."); }

  close() {
    this.isClosed = true;
    this.stream?.close();
  }
};

Lab.RecordedSource = class {
  constructor(recorded, { mode, pace }, take) {
    this.events = recorded.events.map(({ kind, data }) => ({ kind, data: JSON.parse(data) }))
      .filter(({ kind }) => kind !== "mode");
    this.words = recorded.words;
    this.mode = mode === "step" ? "paused" : "running";
    this.pace = Math.max(Number(pace) || 0, 30);
    this.take = take;
    this.next = 0;
  }

  async start() {
    // The start and the real text come at once.
    while (this.next < this.events.length && this.next < 2) this.give();
    this.wait();
  }

  give() {
    const event = this.events[this.next++];
    this.take(event.kind, event.data);
    // What ends a run follows its last generation at once.
    if (this.events[this.next]?.kind === "end") this.give();
  }

  wait() {
    clearTimeout(this.timer);
    if (this.mode !== "running" || this.next >= this.events.length) return;
    this.timer = setTimeout(() => {
      this.give();
      this.wait();
    }, this.pace);
  }

  async control(action) {
    if (action === "step") {
      this.mode = "paused";
      if (this.next < this.events.length) this.give();
    } else {
      this.mode = action === "resume" ? "running" : "paused";
    }
    if (this.next < this.events.length) this.take("mode", { mode: this.mode });
    this.wait();
  }

  async history(word) {
    const lower = word.toLowerCase();
    const forms = [word, lower, lower.charAt(0).toUpperCase() + lower.slice(1)];
    const known = forms.find((form) => Object.hasOwn(this.words, form));
    if (!known) throw new Error(`The real text does not have the word '${word}'.`);
    // Only as far as has been shown.
    const shown = this.events.slice(0, this.next).filter(({ kind }) => kind === "generation").length;
    return { word: known, counts: this.words[known].slice(0, shown) };
  }

  close() { clearTimeout(this.timer); }
};
