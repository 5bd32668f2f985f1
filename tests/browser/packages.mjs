// What `tests/run` installed: below `target/`, where no source is.
import { createRequire } from 'node:module';

export const packages = createRequire(new URL('../../target/browser/package.json', import.meta.url));
