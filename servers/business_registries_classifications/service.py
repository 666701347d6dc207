"""Business Registries: classifications: keeps individuals, addresses, licenses, roles, address types and more."""

from pathlib import Path
from typing import Literal, TypedDict

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from .runtime import Database, JsonList, Service, Tool, fail, given

INSTRUCTIONS = """\
Business Registries: classifications. Keeps individuals, addresses, licenses, roles, address types and more.
- Ids come from the tools: look them up with a list or search, never make one up.
- Lists come in pages: while next_cursor is not null, pass it as cursor to get the next page.
- A change keeps what you leave out; to empty a value, name it in clear.
- A call that is refused changes nothing; its error says why and what to do.
- Time is the service's own: it starts at 2026-03-02T09:00:00Z and every change moves it on by 1 minute.
- Updating a license can be refused: what is expired cannot get another lifecycle state.
- A license's lifecycle state can become any other, but stays expired once it is so.
"""


# --- tables -------------------------------------------------------------------------------------------------------


class Table(SQLModel, registry=registry()):
    """Base of this service's tables, apart from those of any other service in the process."""


class AddressType(Table, table=True):
    """An address type."""

    __tablename__ = "address_types"

    address_type_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None


class BusinessNameLifecycleState(Table, table=True):
    """A business name lifecycle state."""

    __tablename__ = "business_name_lifecycle_states"

    business_name_lifecycle_state_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None


class ElectronicAddressType(Table, table=True):
    """An electronic address type."""

    __tablename__ = "electronic_address_types"

    electronic_address_type_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None


class Gender(Table, table=True):
    """A gender."""

    __tablename__ = "genders"

    gender_id: str = Field(primary_key=True)
    gender_text: str | None = None


class LegalEntityType(Table, table=True):
    """A legal entity type."""

    __tablename__ = "legal_entity_types"

    legal_entity_type_id: str = Field(primary_key=True)
    name: str | None = None
    description: str | None = None


class ClassificationRole(Table, table=True):
    """A classification role."""

    __tablename__ = "classification_roles"

    classification_role_id: str = Field(primary_key=True)
    reciprocal_role: str | None = None
    reciprocal_role_description: str | None = None
    relationship: str | None = None
    role_name: str | None = None
    role_description: str | None = None


class Individual(Table, table=True):
    """An individual."""

    __tablename__ = "individuals"
    __table_args__ = (CheckConstraint("gender_value IN ('Female', 'Male', 'Not Applicable', 'Not Known')"),)

    individual_id: str = Field(primary_key=True)
    address_names: list[str] = Field(sa_type=JsonList())
    date_of_birth: str
    from_date: str | None = None
    gender_value: str
    place_of_birth: str
    to_date: str | None = None


class Address(Table, table=True):
    """An address."""

    __tablename__ = "addresses"

    address_id: str = Field(primary_key=True)
    name: str
    individual_id: str | None = Field(
        default=None, foreign_key="individuals.individual_id", ondelete="SET NULL", index=True
    )
    city: str | None = None
    country: str | None = None
    from_date: str | None = None
    line1: str | None = None
    line2: str | None = None
    line3: str | None = None
    postal_code: str | None = None
    suburb: str | None = None
    to_date: str | None = None


class License(Table, table=True):
    """A license."""

    __tablename__ = "licenses"
    __table_args__ = (
        CheckConstraint("license_type_value IN ('Australian Financial Services License', 'License 2B')"),
        CheckConstraint("lifecycle_state IN ('Approved', 'Expired', 'Issued', 'Pending Approval', 'Suspended')"),
    )

    license_id: str = Field(primary_key=True)
    individual_id: str = Field(foreign_key="individuals.individual_id", ondelete="CASCADE", index=True)
    from_date: str | None = None
    license_type_value: str
    lifecycle_state: str
    to_date: str | None = None


class Role(Table, table=True):
    """A role."""

    __tablename__ = "roles"
    __table_args__ = (
        CheckConstraint("party_role_type IN ('Director', 'Employee', 'Member', 'Partner', 'Trustee')"),
        CheckConstraint(
            "relationship_type IN ('Directorship', 'Employment', 'Membership', 'Partnership', 'Trusteeship')"
        ),
    )

    role_id: str = Field(primary_key=True)
    individual_id: str | None = Field(
        default=None, foreign_key="individuals.individual_id", ondelete="SET NULL", index=True
    )
    from_date: str | None = None
    party_role_type: str
    related_party_id: str
    relationship_type: str
    to_date: str | None = None


# --- views --------------------------------------------------------------------------------------------------------


class AddressTypeShort(TypedDict):
    """An address type in the view `short`."""

    address_type_id: str
    name: str | None
    description: str | None


def address_type_short(address_type: AddressType) -> AddressTypeShort:
    """An address type in the view `short`."""
    return {
        "address_type_id": address_type.address_type_id,
        "name": address_type.name,
        "description": address_type.description,
    }


class AddressTypeFull(AddressTypeShort):
    """An address type in the view `full`."""


def address_type_full(address_type: AddressType) -> AddressTypeFull:
    """An address type in the view `full`."""
    return address_type_short(address_type)


class BusinessNameLifecycleStateShort(TypedDict):
    """A business name lifecycle state in the view `short`."""

    business_name_lifecycle_state_id: str
    name: str | None
    description: str | None


def business_name_lifecycle_state_short(
    business_name_lifecycle_state: BusinessNameLifecycleState,
) -> BusinessNameLifecycleStateShort:
    """A business name lifecycle state in the view `short`."""
    return {
        "business_name_lifecycle_state_id": business_name_lifecycle_state.business_name_lifecycle_state_id,
        "name": business_name_lifecycle_state.name,
        "description": business_name_lifecycle_state.description,
    }


class BusinessNameLifecycleStateFull(BusinessNameLifecycleStateShort):
    """A business name lifecycle state in the view `full`."""


def business_name_lifecycle_state_full(
    business_name_lifecycle_state: BusinessNameLifecycleState,
) -> BusinessNameLifecycleStateFull:
    """A business name lifecycle state in the view `full`."""
    return business_name_lifecycle_state_short(business_name_lifecycle_state)


class ElectronicAddressTypeShort(TypedDict):
    """An electronic address type in the view `short`."""

    electronic_address_type_id: str
    name: str | None
    description: str | None


def electronic_address_type_short(electronic_address_type: ElectronicAddressType) -> ElectronicAddressTypeShort:
    """An electronic address type in the view `short`."""
    return {
        "electronic_address_type_id": electronic_address_type.electronic_address_type_id,
        "name": electronic_address_type.name,
        "description": electronic_address_type.description,
    }


class ElectronicAddressTypeFull(ElectronicAddressTypeShort):
    """An electronic address type in the view `full`."""


def electronic_address_type_full(electronic_address_type: ElectronicAddressType) -> ElectronicAddressTypeFull:
    """An electronic address type in the view `full`."""
    return electronic_address_type_short(electronic_address_type)


class GenderShort(TypedDict):
    """A gender in the view `short`."""

    gender_id: str
    gender_text: str | None


def gender_short(gender: Gender) -> GenderShort:
    """A gender in the view `short`."""
    return {"gender_id": gender.gender_id, "gender_text": gender.gender_text}


class GenderFull(GenderShort):
    """A gender in the view `full`."""


def gender_full(gender: Gender) -> GenderFull:
    """A gender in the view `full`."""
    return gender_short(gender)


class LegalEntityTypeShort(TypedDict):
    """A legal entity type in the view `short`."""

    legal_entity_type_id: str
    name: str | None
    description: str | None


def legal_entity_type_short(legal_entity_type: LegalEntityType) -> LegalEntityTypeShort:
    """A legal entity type in the view `short`."""
    return {
        "legal_entity_type_id": legal_entity_type.legal_entity_type_id,
        "name": legal_entity_type.name,
        "description": legal_entity_type.description,
    }


class LegalEntityTypeFull(LegalEntityTypeShort):
    """A legal entity type in the view `full`."""


def legal_entity_type_full(legal_entity_type: LegalEntityType) -> LegalEntityTypeFull:
    """A legal entity type in the view `full`."""
    return legal_entity_type_short(legal_entity_type)


class ClassificationRoleShort(TypedDict):
    """A classification role in the view `short`."""

    classification_role_id: str
    reciprocal_role: str | None
    reciprocal_role_description: str | None
    relationship: str | None
    role_name: str | None
    role_description: str | None


def classification_role_short(classification_role: ClassificationRole) -> ClassificationRoleShort:
    """A classification role in the view `short`."""
    return {
        "classification_role_id": classification_role.classification_role_id,
        "reciprocal_role": classification_role.reciprocal_role,
        "reciprocal_role_description": classification_role.reciprocal_role_description,
        "relationship": classification_role.relationship,
        "role_name": classification_role.role_name,
        "role_description": classification_role.role_description,
    }


class ClassificationRoleFull(ClassificationRoleShort):
    """A classification role in the view `full`."""


def classification_role_full(classification_role: ClassificationRole) -> ClassificationRoleFull:
    """A classification role in the view `full`."""
    return classification_role_short(classification_role)


class IndividualShort(TypedDict):
    """An individual in the view `short`."""

    individual_id: str
    address_names: list[str]
    date_of_birth: str
    from_date: str | None
    gender_value: str
    place_of_birth: str
    to_date: str | None


def individual_short(individual: Individual) -> IndividualShort:
    """An individual in the view `short`."""
    return {
        "individual_id": individual.individual_id,
        "address_names": individual.address_names,
        "date_of_birth": individual.date_of_birth,
        "from_date": individual.from_date,
        "gender_value": individual.gender_value,
        "place_of_birth": individual.place_of_birth,
        "to_date": individual.to_date,
    }


class IndividualFull(IndividualShort):
    """An individual in the view `full`."""


def individual_full(individual: Individual) -> IndividualFull:
    """An individual in the view `full`."""
    return individual_short(individual)


class AddressShort(TypedDict):
    """An address in the view `short`."""

    address_id: str
    name: str
    individual_id: str | None
    city: str | None
    country: str | None
    from_date: str | None
    to_date: str | None


def address_short(address: Address) -> AddressShort:
    """An address in the view `short`."""
    return {
        "address_id": address.address_id,
        "name": address.name,
        "individual_id": address.individual_id,
        "city": address.city,
        "country": address.country,
        "from_date": address.from_date,
        "to_date": address.to_date,
    }


class AddressFull(AddressShort):
    """An address in the view `full`."""

    line1: str | None
    line2: str | None
    line3: str | None
    postal_code: str | None
    suburb: str | None


def address_full(address: Address) -> AddressFull:
    """An address in the view `full`."""
    return {
        **address_short(address),
        "line1": address.line1,
        "line2": address.line2,
        "line3": address.line3,
        "postal_code": address.postal_code,
        "suburb": address.suburb,
    }


class LicenseShort(TypedDict):
    """A license in the view `short`."""

    license_id: str
    individual_id: str
    from_date: str | None
    license_type_value: str
    lifecycle_state: str
    to_date: str | None


def license_short(license: License) -> LicenseShort:
    """A license in the view `short`."""
    return {
        "license_id": license.license_id,
        "individual_id": license.individual_id,
        "from_date": license.from_date,
        "license_type_value": license.license_type_value,
        "lifecycle_state": license.lifecycle_state,
        "to_date": license.to_date,
    }


class LicenseFull(LicenseShort):
    """A license in the view `full`."""


def license_full(license: License) -> LicenseFull:
    """A license in the view `full`."""
    return license_short(license)


class RoleShort(TypedDict):
    """A role in the view `short`."""

    role_id: str
    individual_id: str | None
    from_date: str | None
    party_role_type: str
    related_party_id: str
    relationship_type: str
    to_date: str | None


def role_short(role: Role) -> RoleShort:
    """A role in the view `short`."""
    return {
        "role_id": role.role_id,
        "individual_id": role.individual_id,
        "from_date": role.from_date,
        "party_role_type": role.party_role_type,
        "related_party_id": role.related_party_id,
        "relationship_type": role.relationship_type,
        "to_date": role.to_date,
    }


class RoleFull(RoleShort):
    """A role in the view `full`."""


def role_full(role: Role) -> RoleFull:
    """A role in the view `full`."""
    return role_short(role)


# --- tools --------------------------------------------------------------------------------------------------------


class ListAddressTypes(TypedDict):
    """What `list_address_types` returns."""

    address_types: list[AddressTypeFull]
    next_cursor: str | None


def list_address_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListAddressTypes:
    """List the address types."""
    page = db.query(AddressType).page("name", limit=limit, cursor=cursor)
    return {
        "address_types": [address_type_full(address_type) for address_type in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListBusinessNameLifecycleStates(TypedDict):
    """What `list_business_name_lifecycle_states` returns."""

    business_name_lifecycle_states: list[BusinessNameLifecycleStateFull]
    next_cursor: str | None


def list_business_name_lifecycle_states(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListBusinessNameLifecycleStates:
    """List the business name lifecycle states."""
    page = db.query(BusinessNameLifecycleState).page("name", limit=limit, cursor=cursor)
    return {
        "business_name_lifecycle_states": [
            business_name_lifecycle_state_full(business_name_lifecycle_state)
            for business_name_lifecycle_state in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class ListElectronicAddressTypes(TypedDict):
    """What `list_electronic_address_types` returns."""

    electronic_address_types: list[ElectronicAddressTypeFull]
    next_cursor: str | None


def list_electronic_address_types(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListElectronicAddressTypes:
    """List the electronic address types."""
    page = db.query(ElectronicAddressType).page("name", limit=limit, cursor=cursor)
    return {
        "electronic_address_types": [
            electronic_address_type_full(electronic_address_type) for electronic_address_type in page.rows
        ],
        "next_cursor": page.next_cursor,
    }


class ListGenders(TypedDict):
    """What `list_genders` returns."""

    genders: list[GenderFull]
    next_cursor: str | None


def list_genders(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListGenders:
    """List the genders."""
    page = db.query(Gender).page(limit=limit, cursor=cursor)
    return {"genders": [gender_full(gender) for gender in page.rows], "next_cursor": page.next_cursor}


class ListLegalEntityTypes(TypedDict):
    """What `list_legal_entity_types` returns."""

    legal_entity_types: list[LegalEntityTypeFull]
    next_cursor: str | None


def list_legal_entity_types(db: Database, /, *, limit: int = 20, cursor: str | None = None) -> ListLegalEntityTypes:
    """List the legal entity types."""
    page = db.query(LegalEntityType).page("name", limit=limit, cursor=cursor)
    return {
        "legal_entity_types": [legal_entity_type_full(legal_entity_type) for legal_entity_type in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListClassificationRoles(TypedDict):
    """What `list_classification_roles` returns."""

    classification_roles: list[ClassificationRoleFull]
    next_cursor: str | None


def list_classification_roles(
    db: Database, /, *, limit: int = 20, cursor: str | None = None
) -> ListClassificationRoles:
    """List the classification roles."""
    page = db.query(ClassificationRole).page(limit=limit, cursor=cursor)
    return {
        "classification_roles": [classification_role_full(classification_role) for classification_role in page.rows],
        "next_cursor": page.next_cursor,
    }


class ListIndividuals(TypedDict):
    """What `list_individuals` returns."""

    individuals: list[IndividualShort]
    next_cursor: str | None


def list_individuals(
    db: Database,
    /,
    *,
    date_of_birth: str | None = None,
    place_of_birth: str | None = None,
    date_of_birth_after: str | None = None,
    date_of_birth_before: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListIndividuals:
    """List the individuals, optionally by date of birth or place of birth."""
    query = db.query(Individual)
    if date_of_birth is not None:
        query.where("date_of_birth = ?", date_of_birth)
    if place_of_birth is not None:
        query.where("same_text(place_of_birth, ?)", place_of_birth)
    if date_of_birth_after is not None:
        query.where("date_of_birth >= ?", date_of_birth_after)
    if date_of_birth_before is not None:
        query.where("date_of_birth <= ?", date_of_birth_before)
    page = query.page("date_of_birth", limit=limit, cursor=cursor)
    return {"individuals": [individual_short(individual) for individual in page.rows], "next_cursor": page.next_cursor}


class GetIndividual(TypedDict):
    """What `get_individual` returns."""

    individual: IndividualFull


def get_individual(db: Database, /, *, individual_id: str) -> GetIndividual:
    """Show an individual with all its details."""
    individual = db.find(Individual, individual_id) or fail("individual_not_found", individual_id=individual_id)
    return {"individual": individual_full(individual)}


class ListAddresses(TypedDict):
    """What `list_addresses` returns."""

    addresses: list[AddressShort]
    next_cursor: str | None


def list_addresses(db: Database, /, *, individual_id: str, limit: int = 20, cursor: str | None = None) -> ListAddresses:
    """List the addresses of an individual."""
    individual = db.find(Individual, individual_id) or fail("individual_not_found", individual_id=individual_id)
    page = (
        db.query(Address).where("individual_id IS ?", individual.individual_id).page("name", limit=limit, cursor=cursor)
    )
    return {"addresses": [address_short(address) for address in page.rows], "next_cursor": page.next_cursor}


class AddressResult(TypedDict):
    """What `get_address` and 2 other tools return."""

    address: AddressFull


def get_address(db: Database, /, *, address_id: str) -> AddressResult:
    """Show an address with all its details."""
    address = db.find(Address, address_id) or fail("address_not_found", address_id=address_id)
    return {"address": address_full(address)}


def create_address(
    db: Database,
    /,
    *,
    name: str,
    individual_id: str | None = None,
    city: str | None = None,
    country: str | None = None,
    line1: str | None = None,
    line2: str | None = None,
    line3: str | None = None,
    suburb: str | None = None,
) -> AddressResult:
    """Create an address."""
    if individual_id is not None and db.find(Individual, individual_id) is None:
        fail("individual_not_found", individual_id=individual_id)
    address = db.insert(
        Address,
        address_id=f"ADD-{db.next_number('addresses'):04d}",
        name=name,
        individual_id=individual_id,
        city=city,
        country=country,
        line1=line1,
        line2=line2,
        line3=line3,
        suburb=suburb,
    )
    return {"address": address_full(address)}


def update_address(
    db: Database,
    /,
    *,
    address_id: str,
    name: str | None = None,
    city: str | None = None,
    country: str | None = None,
    line1: str | None = None,
    line2: str | None = None,
    line3: str | None = None,
    postal_code: str | None = None,
    suburb: str | None = None,
    clear: list[Literal["city", "country", "line1", "line2", "line3", "postal_code", "suburb"]] | None = None,
) -> AddressResult:
    """Change an address, for example its name, city, country or line1."""
    changes = given(
        clear,
        name=name,
        city=city,
        country=country,
        line1=line1,
        line2=line2,
        line3=line3,
        postal_code=postal_code,
        suburb=suburb,
    )
    address = db.find(Address, address_id) or fail("address_not_found", address_id=address_id)
    if not changes:
        fail("nothing_to_change")
    db.update(address, **changes)
    return {"address": address_full(address)}


class DeleteAddress(TypedDict):
    """What `delete_address` returns."""

    address_id: str


def delete_address(db: Database, /, *, address_id: str) -> DeleteAddress:
    """Delete an address."""
    address = db.find(Address, address_id) or fail("address_not_found", address_id=address_id)
    db.delete(address)
    return {"address_id": address_id}


class ListLicenses(TypedDict):
    """What `list_licenses` returns."""

    licenses: list[LicenseShort]
    next_cursor: str | None


def list_licenses(
    db: Database,
    /,
    *,
    lifecycle_state: Literal["Approved", "Expired", "Issued", "Pending Approval", "Suspended"] | None = None,
    individual_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ListLicenses:
    """List the licenses, optionally by lifecycle state or individual."""
    query = db.query(License)
    if lifecycle_state is not None:
        query.where("lifecycle_state = ?", lifecycle_state)
    if individual_id is not None:
        query.where("individual_id = ?", individual_id)
    page = query.page(limit=limit, cursor=cursor)
    return {"licenses": [license_short(license) for license in page.rows], "next_cursor": page.next_cursor}


class LicenseResult(TypedDict):
    """What `get_license` and 2 other tools return."""

    license: LicenseFull


def get_license(db: Database, /, *, license_id: str) -> LicenseResult:
    """Show a license with all its details."""
    license = db.find(License, license_id) or fail("license_not_found", license_id=license_id)
    return {"license": license_full(license)}


def create_license(
    db: Database,
    /,
    *,
    individual_id: str,
    license_type_value: Literal[
        "Australian Financial Services License", "License 2B"
    ] = "Australian Financial Services License",
    lifecycle_state: Literal["Approved", "Expired", "Issued", "Pending Approval", "Suspended"] = "Pending Approval",
) -> LicenseResult:
    """Create a license."""
    if db.find(Individual, individual_id) is None:
        fail("individual_not_found", individual_id=individual_id)
    license = db.insert(
        License,
        license_id=f"LIC-{db.next_number('licenses'):04d}",
        individual_id=individual_id,
        license_type_value=license_type_value,
        lifecycle_state=lifecycle_state,
    )
    return {"license": license_full(license)}


def update_license(
    db: Database,
    /,
    *,
    license_id: str,
    license_type_value: Literal["Australian Financial Services License", "License 2B"] | None = None,
    lifecycle_state: Literal["Approved", "Expired", "Issued", "Pending Approval", "Suspended"] | None = None,
) -> LicenseResult:
    """Change the lifecycle state or license type value of a license."""
    changes = given(None, license_type_value=license_type_value, lifecycle_state=lifecycle_state)
    license = db.find(License, license_id) or fail("license_not_found", license_id=license_id)
    if (
        lifecycle_state is not None
        and lifecycle_state != license.lifecycle_state
        and license.lifecycle_state == "Expired"
    ):
        fail("license_lifecycle_state_is_final", license_id=license.license_id, lifecycle_state=license.lifecycle_state)
    if not changes:
        fail("nothing_to_change")
    db.update(license, **changes)
    return {"license": license_full(license)}


class DeleteLicense(TypedDict):
    """What `delete_license` returns."""

    license_id: str


def delete_license(db: Database, /, *, license_id: str) -> DeleteLicense:
    """Delete a license."""
    license = db.find(License, license_id) or fail("license_not_found", license_id=license_id)
    db.delete(license)
    return {"license_id": license_id}


class ListRoles(TypedDict):
    """What `list_roles` returns."""

    roles: list[RoleShort]
    next_cursor: str | None


def list_roles(db: Database, /, *, individual_id: str, limit: int = 20, cursor: str | None = None) -> ListRoles:
    """List the roles of an individual."""
    individual = db.find(Individual, individual_id) or fail("individual_not_found", individual_id=individual_id)
    page = db.query(Role).where("individual_id IS ?", individual.individual_id).page(limit=limit, cursor=cursor)
    return {"roles": [role_short(role) for role in page.rows], "next_cursor": page.next_cursor}


class RoleResult(TypedDict):
    """What `get_role` and 2 other tools return."""

    role: RoleFull


def get_role(db: Database, /, *, role_id: str) -> RoleResult:
    """Show a role with all its details."""
    role = db.find(Role, role_id) or fail("role_not_found", role_id=role_id)
    return {"role": role_full(role)}


def create_role(
    db: Database,
    /,
    *,
    related_party_id: str,
    relationship_type: Literal["Directorship", "Employment", "Membership", "Partnership", "Trusteeship"],
    individual_id: str | None = None,
    party_role_type: Literal["Director", "Employee", "Member", "Partner", "Trustee"] = "Employee",
) -> RoleResult:
    """Create a role."""
    if individual_id is not None and db.find(Individual, individual_id) is None:
        fail("individual_not_found", individual_id=individual_id)
    role = db.insert(
        Role,
        role_id=f"ROLE-{db.next_number('roles'):04d}",
        individual_id=individual_id,
        party_role_type=party_role_type,
        related_party_id=related_party_id,
        relationship_type=relationship_type,
    )
    return {"role": role_full(role)}


def update_role(
    db: Database,
    /,
    *,
    role_id: str,
    party_role_type: Literal["Director", "Employee", "Member", "Partner", "Trustee"] | None = None,
    related_party_id: str | None = None,
    relationship_type: Literal["Directorship", "Employment", "Membership", "Partnership", "Trusteeship"] | None = None,
) -> RoleResult:
    """Change the relationship type, related party or party role type of a role."""
    changes = given(
        None, party_role_type=party_role_type, related_party_id=related_party_id, relationship_type=relationship_type
    )
    role = db.find(Role, role_id) or fail("role_not_found", role_id=role_id)
    if not changes:
        fail("nothing_to_change")
    db.update(role, **changes)
    return {"role": role_full(role)}


class DeleteRole(TypedDict):
    """What `delete_role` returns."""

    role_id: str


def delete_role(db: Database, /, *, role_id: str) -> DeleteRole:
    """Delete a role."""
    role = db.find(Role, role_id) or fail("role_not_found", role_id=role_id)
    db.delete(role)
    return {"role_id": role_id}


# --- the service --------------------------------------------------------------------------------------------------

FAULTS = {
    "address_not_found": "There is no address {address_id}. List the addresses to see which there are.",
    "individual_not_found": "There is no individual {individual_id}. List the individuals to see which there are.",
    "license_not_found": "There is no license {license_id}. List the licenses to see which there are.",
    "role_not_found": "There is no role {role_id}. List the roles to see which there are.",
    "license_lifecycle_state_is_final": (
        "License {license_id} is {lifecycle_state}. What is expired cannot get another lifecycle state. Leave it out."
    ),
    "nothing_to_change": "Nothing to change: give at least one new value.",
}

SERVICE = Service(
    name="business_registries_classifications",
    folder=Path(__file__).parent,
    tables=[
        AddressType,
        BusinessNameLifecycleState,
        ElectronicAddressType,
        Gender,
        LegalEntityType,
        ClassificationRole,
        Individual,
        Address,
        License,
        Role,
    ],
    tools={
        "list_address_types": Tool(list_address_types, read_only=True),
        "list_business_name_lifecycle_states": Tool(list_business_name_lifecycle_states, read_only=True),
        "list_electronic_address_types": Tool(list_electronic_address_types, read_only=True),
        "list_genders": Tool(list_genders, read_only=True),
        "list_legal_entity_types": Tool(list_legal_entity_types, read_only=True),
        "list_classification_roles": Tool(list_classification_roles, read_only=True),
        "list_individuals": Tool(list_individuals, read_only=True),
        "get_individual": Tool(get_individual, read_only=True),
        "list_addresses": Tool(list_addresses, read_only=True),
        "get_address": Tool(get_address, read_only=True),
        "create_address": Tool(create_address),
        "update_address": Tool(update_address),
        "delete_address": Tool(delete_address),
        "list_licenses": Tool(list_licenses, read_only=True),
        "get_license": Tool(get_license, read_only=True),
        "create_license": Tool(create_license),
        "update_license": Tool(update_license),
        "delete_license": Tool(delete_license),
        "list_roles": Tool(list_roles, read_only=True),
        "get_role": Tool(get_role, read_only=True),
        "create_role": Tool(create_role),
        "update_role": Tool(update_role),
        "delete_role": Tool(delete_role),
    },
    faults=FAULTS,
    instructions=INSTRUCTIONS,
)
