// Which address a shared link should have: one that others can reach. And the line that embeds it.

const FRAMED = "LeNet-5 reads a drawn digit";
const OWN = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Tell whether an address leads nowhere but to the machine that asks.
 * @param {string} hostname
 */
export const isOwnMachine = (hostname) => OWN.test(hostname);

/**
 * Write the line that embeds the compact page, with a drawing, in another page.
 * @param {string} base   address of the full page
 * @param {string} network
 * @param {string} hash   of a link to the drawing, which need not name the network
 */
export function frameOf(base, network, hash) {
  const address = new URL(`embed?${new URLSearchParams({ network })}${hash}`, base).href.replaceAll("&", "&amp;");
  return `<iframe src="${address}" width="480" height="360" style="border: 0" title="${FRAMED}"></iframe>`;
}

/**
 * Choose where a link leads from a page at this machine's own address, and say who can follow it.
 * @param {{origin: string, pathname: string}} place   of the page
 * @param {string[]} addresses   at which other machines reach it
 * @returns {{base: string, note: string}}
 */
export function shareable({ origin, pathname }, addresses) {
  if (addresses.length > 0)
    return { base: addresses[0] + pathname, note: `For everyone in this network: the page is at ${addresses[0]}.` };
  const note = "This link works on this computer only. To share it, start the app with GRADIO_SERVER_NAME=0.0.0.0.";
  return { base: origin + pathname, note };
}
