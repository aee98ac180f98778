"""The official JSON schemas of HSDS in a folder of this machine, none of which is ours to keep."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs

# A kind with the file of one object of it, of it in a list. Taxonomies are not compiled.
FILES = {
    "service": ("service.json", "service_list.json"),
    "organization": ("organization.json", "organization_list.json"),
    "service_at_location": ("service_at_location.json", "service_at_location_list.json"),
    "taxonomy": ("taxonomy.json", "taxonomy.json"),
    "taxonomy_term": ("taxonomy_term.json", "taxonomy_term.json"),
}
NEEDED = ("service", "organization", "service_at_location")


class Compiled:
    """One validator for each kind whose schema is there; formats are checked too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().resolve()
        self.schemas = {name: self._read(name) for files in FILES.values() for name in set(files)}
        missing = [FILES[kind][0] for kind in NEEDED if self.schemas[FILES[kind][0]] is None]
        if missing:
            raise SystemExit(
                f"{self.folder} has no {', '.join(missing)}: name the folder of compiled schemas."
            )
        self.validators = {
            name: jsonschema_rs.validator_for(schema, validate_formats=True, retriever=self._retrieve)
            for name, schema in self.schemas.items()
            if schema is not None
        }

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, (one, _listed) in FILES.items() if one in self.validators]

    def faults(self, kind: str, told: Any, *, listed: bool) -> Iterator[str]:
        """What the schema says is wrong; a list is judged by its own schema where there is one."""
        one, many = FILES[kind]
        judge = self.validators.get(many if listed else one) or self.validators.get(one)
        if judge is None:
            return
        for error in judge.iter_errors(told):
            where = "/".join(str(part) for part in error.instance_path)
            yield f"{kind} {where}: {error.message}"

    def _read(self, name: str) -> Any:
        """From the folder, from `compiled/` in it, or from the one above it."""
        for place in (self.folder, self.folder / "compiled", self.folder.parent):
            if (place / name).is_file():
                schema = json.loads((place / name).read_text(encoding="utf-8"))
                schema.setdefault("$schema", "https://json-schema.org/draft/2020-12/schema")
                schema["$id"] = f"file:///{name}"
                return schema
        return None

    def _retrieve(self, uri: str) -> Any:
        """A schema that another names, by the last part of its address: nothing is fetched."""
        found = self._read(uri.rsplit("/", 1)[-1])
        if found is None:
            raise SystemExit(f"{self.folder} has no {uri}, which another schema names.")
        return found
