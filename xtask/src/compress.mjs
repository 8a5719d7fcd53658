// Writes `.br` and `.gz` copies of the files on the command line, with Node's own compressors. The output is
// reproducible: neither format contains a time.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// No setting is best for every file, so each file gets the smallest result.
const SETTINGS = [0, 16].flatMap((block) => [constants.BROTLI_MODE_GENERIC, constants.BROTLI_MODE_FONT].map((mode) => [block, mode]));

for (const file of process.argv.slice(1)) {
  const content = readFileSync(file);
  const brotli = SETTINGS.map(([block, mode]) =>
    brotliCompressSync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        [constants.BROTLI_PARAM_LGBLOCK]: block,
        [constants.BROTLI_PARAM_MODE]: mode,
      },
    }),
  ).reduce((least, other) => (other.length < least.length ? other : least));
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
