// Checks the resources of YAML files: check.mjs FILE...
// Reports each problem in a line, and exits with 1 if there is one.
//
// The packages kubernetes-models have types and validators made from the schemas of Kubernetes, Argo Rollouts, Gateway API and the Prometheus
// operator. The validators check required fields, formats and ranges, but accept unknown fields. So the TypeScript compiler checks each
// resource as a literal of its type: it rejects unknown fields.
import Ajv from "ajv";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { parseAllDocuments } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const PACKAGES = {
  "argoproj.io": "@kubernetes-models/argo-rollouts",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
};
const flagger = new Ajv({ allErrors: true, allowUnionTypes: true }).addSchema(
  JSON.parse(readFileSync(join(here, "flagger.json"), "utf8")),
  "flagger",
);
const problems = [];

function read(file) {
  return parseAllDocuments(readFileSync(file, "utf8"), { uniqueKeys: true, strict: true }).flatMap((document) => {
    problems.push(...document.errors.map((error) => `${file}: ${error.message}`));
    const value = document.toJS();
    return value === null ? [] : [{ file, value, name: `${file}: ${value.kind} ${value.metadata?.name}` }];
  });
}

// Module with the type and the validator of a resource.
function moduleOf({ apiVersion, kind }) {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  return `${PACKAGES[group] ?? "kubernetes-models"}/${apiVersion}/${kind}`;
}

function checkFlagger({ value, name }) {
  const validate = flagger.getSchema(`flagger#/definitions/${value.kind}`);
  if (!validate) {
    problems.push(`${name}: Flagger has no such kind`);
  } else if (!validate(value)) {
    problems.push(...validate.errors.map((e) => `${name}${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`));
  }
}

async function validate({ value, name }) {
  try {
    const model = (await import(moduleOf(value)))[value.kind];
    new model(value).validate();
  } catch (error) {
    problems.push(`${name}: ${error.message}`);
  }
}

function checkTypes(resources) {
  const source = resources
    .map(({ value }, i) => `import type { I${value.kind} as T${i} } from "${moduleOf(value)}";\n`
      + `export const r${i}: T${i} = ${JSON.stringify(value, null, 1)};\n`)
    .map((text, i) => ({ text, lines: text.split("\n").length - 1, i }));
  const directory = join(here, "work");
  mkdirSync(directory, { recursive: true });
  const files = source.map(({ text, i }) => {
    const file = join(directory, `r${i}.ts`);
    writeFileSync(file, text);
    return file;
  });
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  });
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const i = files.indexOf(diagnostic.file?.fileName ?? "");
    problems.push(`${i < 0 ? diagnostic.file?.fileName : resources[i].name}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, " ")}`);
  }
}

const resources = process.argv.slice(2).flatMap(read);
resources.filter(({ value }) => value.apiVersion?.startsWith("flagger.app/")).forEach(checkFlagger);
const typed = resources.filter(({ value }) => !value.apiVersion?.startsWith("flagger.app/"));
for (const resource of typed) {
  await validate(resource);
}
checkTypes(typed);
problems.forEach((problem) => console.log(problem));
console.log(`${resources.length} resources, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
