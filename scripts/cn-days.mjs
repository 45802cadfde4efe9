// Builds crates/domain/data/cn_days.tsv from the npm package `chinese-days` (MIT).
//
//   cd "$(mktemp -d)" && npm install chinese-days
//   node <repository>/scripts/cn-days.mjs node_modules/chinese-days > <repository>/crates/domain/data/cn_days.tsv
//
// Off days and make-up working days as the State Council's yearly notices set them. Only days that differ from the
// ordinary week or bear a holiday's name are listed; which years have a notice stands in the `# covers` line.
import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2];
if (!root || !existsSync(join(root, "dist/chinese-days.json"))) {
  console.error("usage: node cn-days.mjs <folder of the package chinese-days>");
  process.exit(2);
}
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { holidays, workdays } = JSON.parse(readFileSync(join(root, "dist/chinese-days.json"), "utf8"));
const name = (entry) => entry.split(",")[1];
const rows = [
  ...Object.entries(holidays).map(([date, entry]) => [date, "off", name(entry)]),
  ...Object.entries(workdays).map(([date, entry]) => [date, "work", name(entry)]),
].sort(([a], [b]) => (a < b ? -1 : 1));
const years = [...new Set(Object.keys(holidays).map((date) => date.slice(0, 4)))].sort();
console.log(`# Holidays and make-up working days of the People's Republic of China, from npm chinese-days ${version}`);
console.log("# MIT License, Copyright (c) 2024 Yawei sun; see README.md in this folder");
console.log(`# covers ${years.join(" ")}`);
console.log("date\tkind\tname");
for (const row of rows) console.log(row.join("\t"));
