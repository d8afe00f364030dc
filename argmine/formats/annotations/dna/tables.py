"""The tables of a DNA 3 database, and the variables that argmine's statements have."""

from __future__ import annotations

from typing import NamedTuple

#: The version of DNA whose tables these are, and its date.
VERSION = "3.1.2"
VERSION_DATE = "2026-06-30"
#: What DNA allows in a label, a title or an attribute.
LABEL_LIMIT = 190

_PERMISSIONS = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments"),
    *("AddStatements", "EditStatements", "DeleteStatements", "EditAttributes", "EditRegex"),
    *("EditStatementTypes", "EditCoders", "EditCoderRelations", "ViewOthersDocuments"),
    *("EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements"),
)


class Variable(NamedTuple):
    """A variable of a statement type: its id, its name, and one of DNA's four data types."""

    id: int
    name: str
    type: str


#: What an analyst fills in, in the order in which DNA's popup shows it: DNA's own four variables, then ours.
VARIABLES = tuple(
    Variable(number, name, kind)
    for number, (name, kind) in enumerate(
        (
            ("person", "short text"),
            ("organization", "short text"),
            ("concept", "short text"),
            ("agreement", "boolean"),
            ("stance", "short text"),
            ("kind", "short text"),
            ("claim_type", "short text"),
            ("confidence", "integer"),
            ("argmine", "long text"),
        ),
        start=1,
    )
)
#: The attributes of the entities of a variable. DNA itself makes the first three for each of its short texts.
ATTRIBUTES = {
    "person": ("Type", "Alias", "Notes", "Stance", "Role", "ID"),
    "organization": ("Type", "Alias", "Notes", "Stance"),
    "concept": ("Type", "Alias", "Notes", "Issue", "ID"),
}
#: The table in which the values of a data type stand.
DATA_TABLES = {
    "short text": "DATASHORTTEXT",
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
    "long text": "DATALONGTEXT",
}

_ID = "ID INTEGER NOT NULL PRIMARY KEY"


def _text(name: str, rest: str = "") -> str:
    return f"{name} TEXT NOT NULL {rest} CHECK (LENGTH({name}) <= {LABEL_LIMIT})"


def _whole(name: str, low: int, high: int, default: int) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN {low} AND {high})"


def _refers(**columns: str) -> tuple[str, ...]:
    return tuple(f"FOREIGN KEY({name}) REFERENCES {table}(ID) ON DELETE CASCADE" for name, table in columns.items())


def _flags(*names: str, default: int = 1) -> tuple[str, ...]:
    return tuple(_whole(name, 0, 1, default) for name in names)


_COLORS = tuple(_whole(name, 0, 255, 0) for name in ("Red", "Green", "Blue"))
_SHADES = tuple(f"{name} INTEGER CHECK ({name} BETWEEN 0 AND 255)" for name in ("Red", "Green", "Blue"))


def _data(value: str, **columns: str) -> tuple[str, ...]:
    return (
        *(_ID, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value),
        *_refers(StatementId="STATEMENTS", VariableId="VARIABLES", **columns),
        "UNIQUE (StatementId, VariableId)",
    )


_TABLES: dict[str, tuple[str, ...]] = {
    "SETTINGS": ("Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"),
    "CODERS": (
        *(_ID, _text("Name"), *_COLORS, _whole("Refresh", 0, 9999, 0), _whole("FontSize", 1, 99, 14)),
        *(_text("Password"), "PopupWidth INTEGER DEFAULT 300 CHECK (PopupWidth BETWEEN 100 AND 9999)"),
        *_flags("ColorByCoder", "PopupDecoration", default=0),
        *_flags("PopupAutoComplete", *(f"Permission{name}" for name in _PERMISSIONS)),
    ),
    "DOCUMENTS": (
        *(_ID, _text("Title"), "Text TEXT NOT NULL", "Coder INTEGER"),
        *(_text(name, "DEFAULT ''") for name in ("Author", "Source", "Section")),
        *("Notes TEXT NOT NULL DEFAULT ''", _text("Type", "DEFAULT ''"), "Date INTEGER NOT NULL"),
        *_refers(Coder="CODERS"),
    ),
    "STATEMENTTYPES": (_ID, _text("Label"), *_COLORS),
    "VARIABLES": (
        *(_ID, _text("Variable")),
        f"DataType TEXT NOT NULL DEFAULT 'short text' CHECK (DataType IN ({', '.join(map(repr, DATA_TABLES))}))",
        *("StatementTypeId INTEGER", *_refers(StatementTypeId="STATEMENTTYPES"), "UNIQUE (Variable, StatementTypeId)"),
    ),
    "VARIABLELINKS": (
        *(_ID, "SourceVariableId INTEGER", "TargetVariableId INTEGER", "CHECK (TargetVariableId != SourceVariableId)"),
        *_refers(SourceVariableId="VARIABLES", TargetVariableId="VARIABLES"),
    ),
    "REGEXES": (f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) <= {LABEL_LIMIT})", *_COLORS),
    "CODERRELATIONS": (
        *(_ID, "Coder INTEGER CHECK (Coder > 0)", "OtherCoder INTEGER CHECK (OtherCoder > 0)"),
        *_flags("viewStatements", "editStatements", "viewDocuments", "editDocuments"),
        *("CHECK (Coder != OtherCoder)", *_refers(Coder="CODERS", OtherCoder="CODERS")),
    ),
    "STATEMENTS": (
        *(_ID, "StatementTypeId INTEGER", "DocumentId INTEGER"),
        *("Start INTEGER NOT NULL CHECK (Start >= 0)", "Stop INTEGER NOT NULL CHECK (Stop >= 0)", "Coder INTEGER"),
        *("CHECK (Start < Stop)", *_refers(StatementTypeId="STATEMENTTYPES", Coder="CODERS", DocumentId="DOCUMENTS")),
    ),
    "DATABOOLEAN": _data("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _data("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": (
        *(_ID, "VariableId INTEGER NOT NULL", _text("Value", "DEFAULT ''"), *_SHADES),
        *("ChildOf INTEGER CHECK (ChildOf > 0)", "UNIQUE (VariableId, Value)"),
        *_refers(ChildOf="ENTITIES", VariableId="VARIABLES"),
    ),
    "DATASHORTTEXT": _data("Entity INTEGER NOT NULL", Entity="ENTITIES"),
    "DATALONGTEXT": _data("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": (
        *(_ID, "VariableId INTEGER NOT NULL", _text("AttributeVariable")),
        *("UNIQUE (VariableId, AttributeVariable)", *_refers(VariableId="VARIABLES")),
    ),
    "ATTRIBUTEVALUES": (
        *(_ID, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL"),
        *(_text("AttributeValue", "DEFAULT ''"), "UNIQUE (EntityId, AttributeVariableId)"),
        *_refers(EntityId="ENTITIES", AttributeVariableId="ATTRIBUTEVARIABLES"),
    ),
}

#: The statements that make the tables. SQLite wants constraints of a table after its columns.
CREATE = tuple(
    f"CREATE TABLE {table} ("
    + ", ".join(sorted(columns, key=lambda column: column.startswith(("FOREIGN", "UNIQUE", "CHECK"))))
    + ")"
    for table, columns in _TABLES.items()
)
