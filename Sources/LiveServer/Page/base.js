"use strict";
// What all parts of the page share. Text is only ever set as text, never as markup.
const Lab = {};

Lab.$ = (id) => document.getElementById(id);

// An element with properties, attributes (under `attributes`) and children.
Lab.make = (tag, properties = {}, ...children) => {
  const node = document.createElement(tag);
  const { attributes = {}, ...rest } = properties;
  Object.assign(node, rest);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

Lab.svg = (tag, attributes = {}, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

Lab.format = {
  whole: (value) => Math.round(value).toLocaleString("en"),
  percent: (share) => {
    const value = share * 100;
    if (value !== 0 && Math.abs(value) < 1) return `${value.toPrecision(1)}\u202f%`;
    return `${value !== 0 && Math.abs(value) < 10 ? value.toFixed(1) : Math.round(value)}\u202f%`;
  },
  number: (value) => {
    if (!Number.isFinite(value)) return "–";
    if (Math.abs(value) >= 100) return Lab.format.whole(value);
    return value.toPrecision(3);
  },
};

// The recorded run of an offline page; null on the page that a server serves.
Lab.recording = (() => {
  const place = document.getElementById("recording");
  return place ? JSON.parse(place.textContent) : null;
})();

Lab.token = new URLSearchParams(location.search).get("token");

// The address of something on the server; it carries the token where a header cannot.
Lab.address = (path, query = {}) => {
  const words = new URLSearchParams(query);
  if (Lab.token) words.set("token", Lab.token);
  const text = words.toString();
  return `api/${path}${text ? `?${text}` : ""}`;
};

// Asks the server; what it refuses is thrown as its own sentence.
Lab.ask = async (path, { query, body, method, keepalive } = {}) => {
  const headers = {};
  if (Lab.token) headers.authorization = `Bearer ${Lab.token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  let response;
  try {
    response = await fetch(Lab.address(path, query), {
      method: method ?? (body === undefined ? "GET" : "POST"), headers,
      body: body === undefined ? undefined : JSON.stringify(body), keepalive,
    });
  } catch {
    throw new Error("The server does not answer. Is textcollapse serve still running?");
  }
  if (response.status === 204) return null;
  const isJSON = (response.headers.get("content-type") ?? "").startsWith("application/json");
  if (!response.ok) {
    const sentence = isJSON ? (await response.json()).error : `The server says ${response.status}.`;
    throw new Error(sentence);
  }
  return isJSON ? response.json() : response.text();
};

// Shows what went wrong, or takes it away again.
Lab.problem = (sentence) => {
  Lab.$("problem").textContent = sentence ?? "";
  Lab.$("problem").hidden = !sentence;
};
