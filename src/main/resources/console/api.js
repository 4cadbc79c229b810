// Asks the program, and says in its own words what is wrong.

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(body.detail ?? `the program answers ${response.status}`);
  }
  return body;
}

export async function get(path, signal) {
  return answer(await fetch(path, { signal }));
}

export async function post(path, body = {}) {
  return answer(await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}
