// The node-<platform> packages name their platform as a string; pnpm skips foreign platforms only for lists.
const listed = (value) => (typeof value === 'string' ? [value] : value);

export const hooks = {
  readPackage(manifest) {
    if (!/^node-(bin-)?(darwin|linux|win)-/.test(manifest.name)) return manifest;
    return { ...manifest, os: listed(manifest.os), cpu: listed(manifest.cpu) };
  },
};
