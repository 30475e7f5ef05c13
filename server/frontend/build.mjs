// Bundles src/*.js into ../static/built: files with content hashes in their names and gzipped copies, a manifest, and the
// licences of the bundled packages. Started by bundle.py when the sources have changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { argv, chdir } from "node:process";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

chdir(import.meta.dirname);
const digest = argv[2];
const target = "../static/built";
const fresh = "../static/built.new";

rmSync(fresh, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: readdirSync("src/pages").map((name) => join("src/pages", name)),
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none", // they are in licenses.txt, whole
  metafile: true,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  logLevel: "warning",
});

const files = {};
for (const [path, output] of Object.entries(metafile.outputs)) {
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  if (output.entryPoint) {
    files[basename(output.entryPoint)] = basename(path);
    if (output.cssBundle) files[basename(output.entryPoint).replace(/\.js$/, ".css")] = basename(output.cssBundle);
  }
}
mkdirSync(fresh, { recursive: true });
writeFileSync(join(fresh, "licenses.txt"), licenses(Object.keys(metafile.inputs)));
writeFileSync(join(fresh, "manifest.json"), JSON.stringify({ digest, files }, null, 1) + "\n");
rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);

function licenses(inputs) {
  const packages = new Set(
    inputs.map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean),
  );
  return [...packages]
    .sort()
    .map((name) => {
      const folder = join("node_modules", name);
      const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
      const file = existsSync(folder) && readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
      const text = file ? readFileSync(join(folder, file), "utf-8").trim() : `Licence: ${license}`;
      return `${name} ${version}\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}
