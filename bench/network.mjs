// The requests of a page, with their initiators and transferred bytes of body.

export async function record(cdp, act) {
  const requests = new Map();
  const depths = new Map();
  const handlers = {
    "Network.requestWillBeSent": ({ requestId, request, initiator }) => {
      // Without a script as initiator, the page is, which is the first request.
      const depth = requests.size === 0 ? 1 : 1 + Math.max(1, ...scripts(initiator.stack).map((url) => depths.get(url) || 0));
      depths.set(request.url, depth);
      requests.set(requestId, { path: new URL(request.url).pathname, depth, bytes: 0, status: 0, cached: false });
    },
    "Network.requestServedFromCache": ({ requestId }) => change(requestId, { cached: true }),
    "Network.responseReceived": ({ requestId, response }) => {
      change(requestId, { status: requests.get(requestId)?.status || response.status });
      if (response.fromDiskCache) change(requestId, { cached: true });
    },
    // The status on the network: the page gets 200 for a 304.
    "Network.responseReceivedExtraInfo": ({ requestId, statusCode }) => change(requestId, { status: statusCode, cached: false }),
    "Network.dataReceived": ({ requestId, encodedDataLength }) => {
      const request = requests.get(requestId);
      if (request) request.bytes += encodedDataLength;
    },
  };
  const change = (requestId, values) => {
    const request = requests.get(requestId);
    if (request) Object.assign(request, values);
  };
  await cdp.send("Network.enable");
  for (const [name, handler] of Object.entries(handlers)) cdp.on(name, handler);
  await act();
  for (const [name, handler] of Object.entries(handlers)) cdp.off(name, handler);
  return [...requests.values()];
}

// The scripts on the stack and its async parents.
function scripts(stack) {
  return stack ? [...stack.callFrames.map(({ url }) => url), ...scripts(stack.parent)] : [];
}
