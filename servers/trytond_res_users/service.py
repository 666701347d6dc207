"""Trytond: res users: keeps res users, res groups, ir modules, res user res groups and ir module dependencies."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .functions import words
from .runtime import Database, Service, Tool, fail, given

INSTRUCTIONS = """\
Trytond: res users. Keeps res users, res groups, ir modules, res user res groups and ir module dependencies.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Creating or updating a res user can be refused: there is already a res user with that login.
- The name must not be blank.
- Creating or updating an ir module can be refused: there is already an ir module with that name.
- Two res users cannot have the same login.
- Two ir modules cannot have the same name.
- Deleting a res user also deletes their res user res groups.
- Deleting a res group also deletes its res user res groups.
- Deleting an ir module also deletes its ir module dependencies.
- Deleting a res user keeps the ir modules and ir module dependencies that refer to the res user; they lose the \
reference.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class ResUser(Table, table=True):
    """A res user."""

    __tablename__ = "res_users"
    __table_args__ = (UniqueConstraint("login"),)

    res_user_id: int = Field(primary_key=True)
    login: str
    name: str | None = None
    active: bool
    administrator: bool


class ResGroup(Table, table=True):
    """A res group."""

    __tablename__ = "res_groups"

    res_group_id: int = Field(primary_key=True)
    name: str


class ResUserResGroup(Table, table=True):
    """A res user res group."""

    __tablename__ = "res_user_res_groups"

    res_user_res_group_id: int = Field(primary_key=True)
    user_id: int = Field(foreign_key="res_users.res_user_id", ondelete="CASCADE", index=True)
    group_id: int = Field(foreign_key="res_groups.res_group_id", ondelete="CASCADE", index=True)


class IrModule(Table, table=True):
    """An ir module."""

    __tablename__ = "ir_modules"
    __table_args__ = (UniqueConstraint("name"),)

    ir_module_id: int = Field(primary_key=True)
    name: str
    create_uid_id: int | None = Field(
        default=None, foreign_key="res_users.res_user_id", ondelete="SET NULL", index=True
    )
    write_date: str | None = None
    write_uid_id: int | None = Field(default=None, foreign_key="res_users.res_user_id", ondelete="SET NULL", index=True)
    state: str | None = None
    create_date: str


class IrModuleDependency(Table, table=True):
    """An ir module dependency."""

    __tablename__ = "ir_module_dependencies"

    ir_module_dependency_id: int = Field(primary_key=True)
    name: str
    create_uid_id: int | None = Field(
        default=None, foreign_key="res_users.res_user_id", ondelete="SET NULL", index=True
    )
    write_date: str | None = None
    write_uid_id: int | None = Field(default=None, foreign_key="res_users.res_user_id", ondelete="SET NULL", index=True)
    module_id: int | None = Field(default=None, foreign_key="ir_modules.ir_module_id", ondelete="CASCADE", index=True)
    create_date: str


# --- views --------------------------------------------------------------------------------------------------------


class ResUserShort(TypedDict):
    """A res user in the view `short`."""

    res_user_id: int
    login: str
    name: str | None
    active: bool
    administrator: bool


def res_user_short(res_user: ResUser) -> ResUserShort:
    """A res user in the view `short`."""
    return {
        "res_user_id": res_user.res_user_id,
        "login": res_user.login,
        "name": res_user.name,
        "active": res_user.active,
        "administrator": res_user.administrator,
    }


class ResUserFull(ResUserShort):
    """A res user in the view `full`."""


def res_user_full(res_user: ResUser) -> ResUserFull:
    """A res user in the view `full`."""
    return res_user_short(res_user)


class ResGroupShort(TypedDict):
    """A res group in the view `short`."""

    res_group_id: int
    name: str


def res_group_short(res_group: ResGroup) -> ResGroupShort:
    """A res group in the view `short`."""
    return {"res_group_id": res_group.res_group_id, "name": res_group.name}


class ResGroupFull(ResGroupShort):
    """A res group in the view `full`."""


def res_group_full(res_group: ResGroup) -> ResGroupFull:
    """A res group in the view `full`."""
    return res_group_short(res_group)


class ResUserResGroupShort(TypedDict):
    """A res user res group in the view `short`."""

    res_user_res_group_id: int
    user_id: int
    group_id: int


def res_user_res_group_short(res_user_res_group: ResUserResGroup) -> ResUserResGroupShort:
    """A res user res group in the view `short`."""
    return {
        "res_user_res_group_id": res_user_res_group.res_user_res_group_id,
        "user_id": res_user_res_group.user_id,
        "group_id": res_user_res_group.group_id,
    }


class ResUserResGroupFull(ResUserResGroupShort):
    """A res user res group in the view `full`."""


def res_user_res_group_full(res_user_res_group: ResUserResGroup) -> ResUserResGroupFull:
    """A res user res group in the view `full`."""
    return res_user_res_group_short(res_user_res_group)


class IrModuleShort(TypedDict):
    """An ir module in the view `short`."""

    ir_module_id: int
    name: str
    create_uid_id: int | None
    write_date: str | None
    write_uid_id: int | None
    state: str | None
    create_date: str


def ir_module_short(ir_module: IrModule) -> IrModuleShort:
    """An ir module in the view `short`."""
    return {
        "ir_module_id": ir_module.ir_module_id,
        "name": ir_module.name,
        "create_uid_id": ir_module.create_uid_id,
        "write_date": ir_module.write_date,
        "write_uid_id": ir_module.write_uid_id,
        "state": ir_module.state,
        "create_date": ir_module.create_date,
    }


class IrModuleFull(IrModuleShort):
    """An ir module in the view `full`."""


def ir_module_full(ir_module: IrModule) -> IrModuleFull:
    """An ir module in the view `full`."""
    return ir_module_short(ir_module)


class IrModuleDependencyShort(TypedDict):
    """An ir module dependency in the view `short`."""

    ir_module_dependency_id: int
    name: str
    create_uid_id: int | None
    write_date: str | None
    write_uid_id: int | None
    module_id: int | None
    create_date: str


def ir_module_dependency_short(ir_module_dependency: IrModuleDependency) -> IrModuleDependencyShort:
    """An ir module dependency in the view `short`."""
    return {
        "ir_module_dependency_id": ir_module_dependency.ir_module_dependency_id,
        "name": ir_module_dependency.name,
        "create_uid_id": ir_module_dependency.create_uid_id,
        "write_date": ir_module_dependency.write_date,
        "write_uid_id": ir_module_dependency.write_uid_id,
        "module_id": ir_module_dependency.module_id,
        "create_date": ir_module_dependency.create_date,
    }


class IrModuleDependencyFull(IrModuleDependencyShort):
    """An ir module dependency in the view `full`."""


def ir_module_dependency_full(ir_module_dependency: IrModuleDependency) -> IrModuleDependencyFull:
    """An ir module dependency in the view `full`."""
    return ir_module_dependency_short(ir_module_dependency)


# --- tools --------------------------------------------------------------------------------------------------------


class ListResUsers(TypedDict):
    """What `list_res_users` returns."""

    res_users: list[ResUserShort]
    next_cursor: str | None


def list_res_users(
    db: Database,
    /,
    *,
    active: bool | None = None,
    login: str | None = None,
    administrator: bool | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListResUsers:
    """List the res users, optionally by active, login or administrator."""
    query = db.query(ResUser)
    if active is not None:
        query.where("active = ?", active)
    if login is not None:
        query.where("contains(login, ?)", login)
    if administrator is not None:
        query.where("administrator = ?", administrator)
    page = query.page("login", limit=limit, cursor=cursor)
    return {"res_users": [res_user_short(res_user) for res_user in page.rows], "next_cursor": page.next_cursor}


class ResUserResult(TypedDict):
    """What `get_res_user` and 2 other tools return."""

    res_user: ResUserFull


def get_res_user(db: Database, /, *, res_user_id: int) -> ResUserResult:
    """Show a res user with all its details."""
    res_user = db.find(ResUser, res_user_id) or fail("res_user_not_found", res_user_id=res_user_id)
    return {"res_user": res_user_full(res_user)}


def create_res_user(
    db: Database, /, *, login: str, active: bool, administrator: bool, name: str | None = None
) -> ResUserResult:
    """Create a res user."""
    if db.query(ResUser).where("same_text(login, ?)", login).exists():
        fail("res_user_login_taken", login=login)
    res_user = db.insert(
        ResUser,
        res_user_id=db.next_number("res_users"),
        login=login,
        name=name,
        active=active,
        administrator=administrator,
    )
    return {"res_user": res_user_full(res_user)}


def update_res_user(
    db: Database,
    /,
    *,
    res_user_id: int,
    login: str | None = None,
    name: str | None = None,
    active: bool | None = None,
    administrator: bool | None = None,
    clear: list[Literal["name"]] | None = None,
) -> ResUserResult:
    """Change the login or name of a res user."""
    changes = given(clear, login=login, name=name, active=active, administrator=administrator)
    res_user = db.find(ResUser, res_user_id) or fail("res_user_not_found", res_user_id=res_user_id)
    if (
        login is not None
        and db.query(ResUser).where("same_text(login, ?) AND res_user_id <> ?", login, res_user.res_user_id).exists()
    ):
        fail("res_user_login_taken", login=login)
    if not changes:
        fail("nothing_to_change")
    db.update(res_user, **changes)
    return {"res_user": res_user_full(res_user)}


class DeleteResUser(TypedDict):
    """What `delete_res_user` returns."""

    res_user_id: int


def delete_res_user(db: Database, /, *, res_user_id: int) -> DeleteResUser:
    """Delete a res user together with its res user res groups."""
    res_user = db.find(ResUser, res_user_id) or fail("res_user_not_found", res_user_id=res_user_id)
    db.delete(res_user)
    return {"res_user_id": res_user_id}


class ListResGroups(TypedDict):
    """What `list_res_groups` returns."""

    res_groups: list[ResGroupShort]
    next_cursor: str | None


def list_res_groups(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListResGroups:
    """List the res groups."""
    page = db.query(ResGroup).page("name", limit=limit, cursor=cursor)
    return {"res_groups": [res_group_short(res_group) for res_group in page.rows], "next_cursor": page.next_cursor}


class ResGroupResult(TypedDict):
    """What `get_res_group` and 2 other tools return."""

    res_group: ResGroupFull


def get_res_group(db: Database, /, *, res_group_id: int) -> ResGroupResult:
    """Show a res group with all its details."""
    res_group = db.find(ResGroup, res_group_id) or fail("res_group_not_found", res_group_id=res_group_id)
    return {"res_group": res_group_full(res_group)}


def create_res_group(db: Database, /, *, name: str) -> ResGroupResult:
    """Create a res group."""
    if len(words(name)) <= 0:
        fail("name_blank")
    res_group = db.insert(ResGroup, res_group_id=db.next_number("res_groups"), name=name)
    return {"res_group": res_group_full(res_group)}


def update_res_group(db: Database, /, *, res_group_id: int, name: str | None = None) -> ResGroupResult:
    """Change the name of a res group."""
    changes = given(None, name=name)
    res_group = db.find(ResGroup, res_group_id) or fail("res_group_not_found", res_group_id=res_group_id)
    if name is not None and len(words(name)) <= 0:
        fail("name_blank")
    if not changes:
        fail("nothing_to_change")
    db.update(res_group, **changes)
    return {"res_group": res_group_full(res_group)}


class DeleteResGroup(TypedDict):
    """What `delete_res_group` returns."""

    res_group_id: int


def delete_res_group(db: Database, /, *, res_group_id: int) -> DeleteResGroup:
    """Delete a res group together with its res user res groups."""
    res_group = db.find(ResGroup, res_group_id) or fail("res_group_not_found", res_group_id=res_group_id)
    db.delete(res_group)
    return {"res_group_id": res_group_id}


class ListResUserResGroups(TypedDict):
    """What `list_res_user_res_groups` returns."""

    res_user_res_groups: list[ResUserResGroupShort]
    next_cursor: str | None


def list_res_user_res_groups(
    db: Database,
    /,
    *,
    user_id: int | None = None,
    group_id: int | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListResUserResGroups:
    """List the res user res groups, optionally by user or group."""
    query = db.query(ResUserResGroup)
    if user_id is not None:
        query.where("user_id = ?", user_id)
    if group_id is not None:
        query.where("group_id = ?", group_id)
    page = query.page(limit=limit, cursor=cursor)
    return {
        "res_user_res_groups": [res_user_res_group_short(res_user_res_group) for res_user_res_group in page.rows],
        "next_cursor": page.next_cursor,
    }


class ResUserResGroupResult(TypedDict):
    """What `get_res_user_res_group` and 2 other tools return."""

    res_user_res_group: ResUserResGroupFull


def get_res_user_res_group(db: Database, /, *, res_user_res_group_id: int) -> ResUserResGroupResult:
    """Show a res user res group with all its details."""
    res_user_res_group = db.find(ResUserResGroup, res_user_res_group_id)
    if res_user_res_group is None:
        fail("res_user_res_group_not_found", res_user_res_group_id=res_user_res_group_id)
    return {"res_user_res_group": res_user_res_group_full(res_user_res_group)}


def create_res_user_res_group(db: Database, /, *, user_id: int, group_id: int) -> ResUserResGroupResult:
    """Create a res user res group."""
    if db.find(ResUser, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if db.find(ResGroup, group_id) is None:
        fail("group_not_found", group_id=group_id)
    res_user_res_group = db.insert(
        ResUserResGroup, res_user_res_group_id=db.next_number("res_user_res_groups"), user_id=user_id, group_id=group_id
    )
    return {"res_user_res_group": res_user_res_group_full(res_user_res_group)}


def update_res_user_res_group(
    db: Database, /, *, res_user_res_group_id: int, user_id: int | None = None, group_id: int | None = None
) -> ResUserResGroupResult:
    """Change the user or group of a res user res group."""
    changes = given(None, user_id=user_id, group_id=group_id)
    res_user_res_group = db.find(ResUserResGroup, res_user_res_group_id)
    if res_user_res_group is None:
        fail("res_user_res_group_not_found", res_user_res_group_id=res_user_res_group_id)
    if user_id is not None and db.find(ResUser, user_id) is None:
        fail("user_not_found", user_id=user_id)
    if group_id is not None and db.find(ResGroup, group_id) is None:
        fail("group_not_found", group_id=group_id)
    if not changes:
        fail("nothing_to_change")
    db.update(res_user_res_group, **changes)
    return {"res_user_res_group": res_user_res_group_full(res_user_res_group)}


class DeleteResUserResGroup(TypedDict):
    """What `delete_res_user_res_group` returns."""

    res_user_res_group_id: int


def delete_res_user_res_group(db: Database, /, *, res_user_res_group_id: int) -> DeleteResUserResGroup:
    """Delete a res user res group."""
    res_user_res_group = db.find(ResUserResGroup, res_user_res_group_id)
    if res_user_res_group is None:
        fail("res_user_res_group_not_found", res_user_res_group_id=res_user_res_group_id)
    db.delete(res_user_res_group)
    return {"res_user_res_group_id": res_user_res_group_id}


class ListIrModules(TypedDict):
    """What `list_ir_modules` returns."""

    ir_modules: list[IrModuleShort]
    next_cursor: str | None


def list_ir_modules(
    db: Database,
    /,
    *,
    create_uid_id: int | None = None,
    write_uid_id: int | None = None,
    name: str | None = None,
    write_after: str | None = None,
    write_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIrModules:
    """List the ir modules, optionally by create uid, write uid, name or write date."""
    query = db.query(IrModule)
    if create_uid_id is not None:
        query.where("create_uid_id IS ?", create_uid_id)
    if write_uid_id is not None:
        query.where("write_uid_id IS ?", write_uid_id)
    if name is not None:
        query.where("contains(name, ?)", name)
    if write_after is not None:
        query.where("write_date IS NOT NULL AND write_date >= ?", write_after)
    if write_before is not None:
        query.where("write_date IS NOT NULL AND write_date <= ?", write_before)
    page = query.page("-create_date", limit=limit, cursor=cursor)
    return {"ir_modules": [ir_module_short(ir_module) for ir_module in page.rows], "next_cursor": page.next_cursor}


class IrModuleResult(TypedDict):
    """What `get_ir_module` and 2 other tools return."""

    ir_module: IrModuleFull


def get_ir_module(db: Database, /, *, ir_module_id: int) -> IrModuleResult:
    """Show an ir module with all its details."""
    ir_module = db.find(IrModule, ir_module_id) or fail("ir_module_not_found", ir_module_id=ir_module_id)
    return {"ir_module": ir_module_full(ir_module)}


def create_ir_module(
    db: Database,
    /,
    *,
    name: str,
    create_uid_id: int | None = None,
    write_date: str | None = None,
    write_uid_id: int | None = None,
    state: str | None = None,
) -> IrModuleResult:
    """Create an ir module."""
    if create_uid_id is not None and db.find(ResUser, create_uid_id) is None:
        fail("create_uid_not_found", create_uid_id=create_uid_id)
    if write_uid_id is not None and db.find(ResUser, write_uid_id) is None:
        fail("write_uid_not_found", write_uid_id=write_uid_id)
    if db.query(IrModule).where("same_text(name, ?)", name).exists():
        fail("ir_module_name_taken", name=name)
    ir_module = db.insert(
        IrModule,
        ir_module_id=db.next_number("ir_modules"),
        name=name,
        create_uid_id=create_uid_id,
        write_date=write_date,
        write_uid_id=write_uid_id,
        state=state,
        create_date=db.now(),
    )
    return {"ir_module": ir_module_full(ir_module)}


def update_ir_module(
    db: Database,
    /,
    *,
    ir_module_id: int,
    name: str | None = None,
    create_uid_id: int | None = None,
    write_date: str | None = None,
    write_uid_id: int | None = None,
    state: str | None = None,
    clear: list[Literal["create_uid_id", "write_date", "write_uid_id", "state"]] | None = None,
) -> IrModuleResult:
    """Change an ir module, for example its name, create uid, write uid or write date."""
    changes = given(
        clear, name=name, create_uid_id=create_uid_id, write_date=write_date, write_uid_id=write_uid_id, state=state
    )
    ir_module = db.find(IrModule, ir_module_id) or fail("ir_module_not_found", ir_module_id=ir_module_id)
    if create_uid_id is not None and db.find(ResUser, create_uid_id) is None:
        fail("create_uid_not_found", create_uid_id=create_uid_id)
    if write_uid_id is not None and db.find(ResUser, write_uid_id) is None:
        fail("write_uid_not_found", write_uid_id=write_uid_id)
    if (
        name is not None
        and db.query(IrModule).where("same_text(name, ?) AND ir_module_id <> ?", name, ir_module.ir_module_id).exists()
    ):
        fail("ir_module_name_taken", name=name)
    if not changes:
        fail("nothing_to_change")
    db.update(ir_module, **changes)
    return {"ir_module": ir_module_full(ir_module)}


class DeleteIrModule(TypedDict):
    """What `delete_ir_module` returns."""

    ir_module_id: int


def delete_ir_module(db: Database, /, *, ir_module_id: int) -> DeleteIrModule:
    """Delete an ir module together with its ir module dependencies."""
    ir_module = db.find(IrModule, ir_module_id) or fail("ir_module_not_found", ir_module_id=ir_module_id)
    db.delete(ir_module)
    return {"ir_module_id": ir_module_id}


class ListIrModuleDependencies(TypedDict):
    """What `list_ir_module_dependencies` returns."""

    ir_module_dependencies: list[IrModuleDependencyShort]
    next_cursor: str | None


def list_ir_module_dependencies(
    db: Database,
    /,
    *,
    create_uid_id: int | None = None,
    write_uid_id: int | None = None,
    module_id: int | None = None,
    write_after: str | None = None,
    write_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIrModuleDependencies:
    """List the ir module dependencies, optionally by create uid, write uid, module or write date."""
    query = db.query(IrModuleDependency)
    if create_uid_id is not None:
        query.where("create_uid_id IS ?", create_uid_id)
    if write_uid_id is not None:
        query.where("write_uid_id IS ?", write_uid_id)
    if module_id is not None:
        query.where("module_id IS ?", module_id)
    if write_after is not None:
        query.where("write_date IS NOT NULL AND write_date >= ?", write_after)
    if write_before is not None:
        query.where("write_date IS NOT NULL AND write_date <= ?", write_before)
    page = query.page("-create_date", limit=limit, cursor=cursor)
    return {
        "ir_module_dependencies": [
            ir_module_dependency_short(ir_module_dependency) for ir_module_dependency in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class IrModuleDependencyResult(TypedDict):
    """What `get_ir_module_dependency` and 2 other tools return."""

    ir_module_dependency: IrModuleDependencyFull


def get_ir_module_dependency(db: Database, /, *, ir_module_dependency_id: int) -> IrModuleDependencyResult:
    """Show an ir module dependency with all its details."""
    ir_module_dependency = db.find(IrModuleDependency, ir_module_dependency_id)
    if ir_module_dependency is None:
        fail("ir_module_dependency_not_found", ir_module_dependency_id=ir_module_dependency_id)
    return {"ir_module_dependency": ir_module_dependency_full(ir_module_dependency)}


def create_ir_module_dependency(
    db: Database,
    /,
    *,
    name: str,
    create_uid_id: int | None = None,
    write_date: str | None = None,
    write_uid_id: int | None = None,
    module_id: int | None = None,
) -> IrModuleDependencyResult:
    """Create an ir module dependency."""
    if create_uid_id is not None and db.find(ResUser, create_uid_id) is None:
        fail("create_uid_not_found", create_uid_id=create_uid_id)
    if write_uid_id is not None and db.find(ResUser, write_uid_id) is None:
        fail("write_uid_not_found", write_uid_id=write_uid_id)
    if module_id is not None and db.find(IrModule, module_id) is None:
        fail("module_not_found", module_id=module_id)
    ir_module_dependency = db.insert(
        IrModuleDependency,
        ir_module_dependency_id=db.next_number("ir_module_dependencies"),
        name=name,
        create_uid_id=create_uid_id,
        write_date=write_date,
        write_uid_id=write_uid_id,
        module_id=module_id,
        create_date=db.now(),
    )
    return {"ir_module_dependency": ir_module_dependency_full(ir_module_dependency)}


def update_ir_module_dependency(
    db: Database,
    /,
    *,
    ir_module_dependency_id: int,
    name: str | None = None,
    create_uid_id: int | None = None,
    write_date: str | None = None,
    write_uid_id: int | None = None,
    module_id: int | None = None,
    clear: list[Literal["create_uid_id", "write_date", "write_uid_id", "module_id"]] | None = None,
) -> IrModuleDependencyResult:
    """Change an ir module dependency, for example its name, module, create uid or write uid."""
    changes = given(
        clear,
        name=name,
        create_uid_id=create_uid_id,
        write_date=write_date,
        write_uid_id=write_uid_id,
        module_id=module_id,
    )
    ir_module_dependency = db.find(IrModuleDependency, ir_module_dependency_id)
    if ir_module_dependency is None:
        fail("ir_module_dependency_not_found", ir_module_dependency_id=ir_module_dependency_id)
    if create_uid_id is not None and db.find(ResUser, create_uid_id) is None:
        fail("create_uid_not_found", create_uid_id=create_uid_id)
    if write_uid_id is not None and db.find(ResUser, write_uid_id) is None:
        fail("write_uid_not_found", write_uid_id=write_uid_id)
    if module_id is not None and db.find(IrModule, module_id) is None:
        fail("module_not_found", module_id=module_id)
    if not changes:
        fail("nothing_to_change")
    db.update(ir_module_dependency, **changes)
    return {"ir_module_dependency": ir_module_dependency_full(ir_module_dependency)}


class DeleteIrModuleDependency(TypedDict):
    """What `delete_ir_module_dependency` returns."""

    ir_module_dependency_id: int


def delete_ir_module_dependency(db: Database, /, *, ir_module_dependency_id: int) -> DeleteIrModuleDependency:
    """Delete an ir module dependency."""
    ir_module_dependency = db.find(IrModuleDependency, ir_module_dependency_id)
    if ir_module_dependency is None:
        fail("ir_module_dependency_not_found", ir_module_dependency_id=ir_module_dependency_id)
    db.delete(ir_module_dependency)
    return {"ir_module_dependency_id": ir_module_dependency_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "create_uid_not_found": "There is no create uid {create_uid_id}. List the res users to see which there are.",
    "group_not_found": "There is no group {group_id}. List the res groups to see which there are.",
    "ir_module_dependency_not_found": (
        "There is no ir module dependency {ir_module_dependency_id}. List the ir module "
        "dependencies to see which there are."
    ),
    "ir_module_name_taken": "There is already an ir module with the name {name}. Choose another name.",
    "ir_module_not_found": "There is no ir module {ir_module_id}. List the ir modules to see which there are.",
    "module_not_found": "There is no module {module_id}. List the ir modules to see which there are.",
    "res_group_not_found": "There is no res group {res_group_id}. List the res groups to see which there are.",
    "res_user_login_taken": "There is already a res user with the login {login}. Choose another login.",
    "res_user_not_found": "There is no res user {res_user_id}. List the res users to see which there are.",
    "res_user_res_group_not_found": (
        "There is no res user res group {res_user_res_group_id}. List the res user res groups to see which there are."
    ),
    "user_not_found": "There is no user {user_id}. List the res users to see which there are.",
    "write_uid_not_found": "There is no write uid {write_uid_id}. List the res users to see which there are.",
    "name_blank": "The name must not be blank. Give it some words.",
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="trytond_res_users",
    folder=Path(__file__).parent,
    tables=[ResUser, ResGroup, ResUserResGroup, IrModule, IrModuleDependency],
    tools={
        "list_res_users": Tool(list_res_users, read_only=True),
        "get_res_user": Tool(get_res_user, read_only=True),
        "create_res_user": Tool(create_res_user),
        "update_res_user": Tool(update_res_user),
        "delete_res_user": Tool(delete_res_user),
        "list_res_groups": Tool(list_res_groups, read_only=True),
        "get_res_group": Tool(get_res_group, read_only=True),
        "create_res_group": Tool(create_res_group),
        "update_res_group": Tool(update_res_group),
        "delete_res_group": Tool(delete_res_group),
        "list_res_user_res_groups": Tool(list_res_user_res_groups, read_only=True),
        "get_res_user_res_group": Tool(get_res_user_res_group, read_only=True),
        "create_res_user_res_group": Tool(create_res_user_res_group),
        "update_res_user_res_group": Tool(update_res_user_res_group),
        "delete_res_user_res_group": Tool(delete_res_user_res_group),
        "list_ir_modules": Tool(list_ir_modules, read_only=True),
        "get_ir_module": Tool(get_ir_module, read_only=True),
        "create_ir_module": Tool(create_ir_module),
        "update_ir_module": Tool(update_ir_module),
        "delete_ir_module": Tool(delete_ir_module),
        "list_ir_module_dependencies": Tool(list_ir_module_dependencies, read_only=True),
        "get_ir_module_dependency": Tool(get_ir_module_dependency, read_only=True),
        "create_ir_module_dependency": Tool(create_ir_module_dependency),
        "update_ir_module_dependency": Tool(update_ir_module_dependency),
        "delete_ir_module_dependency": Tool(delete_ir_module_dependency),
    },
    faults=FAULTS,
    unique_faults={
        "res_users.login": "res_user_login_taken",
        "ir_modules.name": "ir_module_name_taken",
    },
    instructions=INSTRUCTIONS,
)
