"""Tables of things single nobody out; tables of persons do, however much their headings look alike."""

from __future__ import annotations

import pytest

from detector.policy import Policy
from detector.read import Limits, read_bytes
from detector.scan import scan_document, typed_tables
from detector.types import DocumentReport


def scanned(text: str, name: str = "annex.csv") -> DocumentReport:
    return scan_document(read_bytes(text.encode(), name, Limits()), Policy())


THINGS = {
    "payments": "Date,Transaction No,Supplier,Expense Type,Amount\n03/01/2024,5100234,Harlow Textiles Ltd,Uniform,1250.00\n05/01/2024,5100240,Loamshire Kennels,Kennelling,2210.00\n",
    "contracts": "Contract Ref,Contract Title,Supplier,Start Date,End Date,Procurement Contact\nC-0231,Uniform and footwear,Harlow Textiles Ltd,01/04/2021,31/03/2025,procurement@council.example\n"
    "C-0244,Interpreting,Tongues Ltd,01/10/2022,30/09/2026,procurement@council.example\n",
    "vehicles": "Make,Model,Fuel,Year of registration,Mileage,Role\nFord,Transit,Diesel,2018,102388,Cell van\nHyundai,Ioniq,Electric,2022,12004,Pool\nVauxhall,Astra,Diesel,2019,81230,Response\n",
    "cameras": "Camera No,Location,Type,Installed\n1,High Street,PTZ,12/06/2014\n2,Station Road,PTZ,13/06/2014\n3,Victoria Park,Fixed,03/09/2017\n",
    "rules": "Title,Version,Owner,Last reviewed,Next review\nBusiness Interests,5.0,Professional Standards,May 2023,May 2025\nGifts and Hospitality,3.3,Corporate Governance,January 2024,January 2026\n",
    "requests": "Ref,Received,Subject,Outcome\n5541,02/01/2024,Use of force by custody staff,Full\n5547,05/01/2024,Complaints about the crematorium,Part\n5549,08/01/2024,Parking fines on Mill Lane,Withheld\n",
    "dogs": "Dog name,Breed,Sex,Date of birth,Date retired\nRex,German Shepherd,M,03/02/2014,01/05/2022\nBella,Springer Spaniel,F,11/09/2015,07/08/2023\n",
    "vacancies": "Post title,Grade,Salary range,Vacant since\nDetective Sergeant,Sergeant,£46000,01/02/2024\nCall handler,Scale 4,£26100,15/03/2024\n",
    "meetings": "Meeting,Date,Venue,Agenda item\nPolice and Crime Panel,3 March 2024,County Hall,Budget\nEthics Committee,12 April 2024,Headquarters,Recognition of faces\n",
    "schools": "School,Type,Date of Ofsted inspection,Rating\nSt Mary's Primary School,Academy,03/02/2023,Good\nHollin Grove High School,Maintained,14/06/2022,Requires improvement\n",
    "hygiene": 'Premises,Address,Inspection date,Rating,Action\nGolden Fry,"14 High Street, Ashby AS1 2BC",03/04/2023,2,Letter\nBella Pasta,"2 Market Place, Ashby AS1 1AA",11/05/2023,5,None\n',
    "empty homes": "Ref,Street,Ward,Council tax band,Empty since,Owner type\n1,Acacia Avenue,Northfield,B,12/03/2019,Company\n2,Rose Lane,Southmead,A,01/09/2020,Charity\n",
    "planning": "Application no,Site,Proposal,Received,Decision\n23/01877/FUL,Land at Mill Lane,Erection of 12 dwellings,03/01/2023,Refused\n23/02101/LBC,The Old Rectory,New windows,01/03/2023,Permitted\n",
    "trains": "Train ID,Depart,Arrive,Minutes late,Reason for delay\n1A22,07:14,08:35,12,Trespass at Reading\n1A26,08:14,09:30,3,Signal failure\n",
    "wards": "Hospital,Ward,Beds,Closed from,Closed to,Reason\nAshby General,Ward 4,22,03/01/2023,10/01/2023,Norovirus\nMill Cottage,Rose Ward,12,11/01/2023,15/01/2023,Covid-19\n",
    "head teachers": "School,Headteacher,Pupils on roll,Ofsted rating,Last inspected\nSt Mary's Primary,Mrs J Holroyd,212,Good,14/05/2021\nAshby High,Mr P Dunne,1140,Good,02/11/2022\n",
    "ministers": "Date,Minister,Name of organisation,Purpose of meeting\n12/01/2023,Rt Hon Sarah Holt MP,Confederation of British Industry,Skills\n03/02/2023,Lord Ashdown of Wells,Tesco plc,Supply chains\n",
    "drugs": "Date,Drug,Weight (g),Street value,Location\n03/04/2022,Cocaine,1200,£96000,Portsmouth ferry terminal\n14/05/2022,Heroin,450,£22500,Dover Eastern Docks\n",
    "answers": "FOI No.,Question,Answer\nC/8812,How many swans?,14\nC/8815,Who is the chief finance officer?,Published\n",
}
PERSONS = {
    "stolen cars": "Date,Make,Model,Offence,Outcome\n03/01/2024,Audi,A4,Theft of vehicle,No further action\n05/01/2024,Ford,Fiesta,Burglary,Charged\n",
    "training": "Course,Officer,Rank,Date attended,Result\nTaser,Ngozi Okafor,Sergeant,05/01/2024,Fail\nInitial driving,Tom Halliday,Constable,03/01/2024,Pass\n",
    "rents": "Property,Tenant age,Start date\nFlat 3,44,03/01/2020\nFlat 9,71,05/05/2018\n",
    "breaches": "Policy,Breached by,Date,Sanction\nBusiness interests,Detective Sergeant,March 2023,Written warning\nSocial media,PCSO,June 2023,Dismissed\n",
    "searches": "System,User,Search date,Reason,Outcome\nNiche,PC,03/01/2024,Looked up ex-partner,Dismissed\nPNC,Police staff,05/01/2024,Looked up neighbour,Final written warning\n",
    "bites": "Date,Type of animal,Breed,Injury to,Officer action\n03/01/2024,Dog,Akita,Child aged 6,Seized\n05/01/2024,Dog,Collie,Postal worker,Owner warned\n",
    "losses": "Date,Location,Description,Value\n03/01/2024,Mill Lane,Pedal cycle taken from shed,£400\n05/01/2024,Church Close,Wedding ring taken,£2200\n",
}


@pytest.mark.parametrize("name", THINGS)
def test_rows_of_things_single_nobody_out(name: str) -> None:
    report = scanned(THINGS[name])
    assert [t.table.shape for t in report.tables] == ["layout"]
    assert not [f for f in report.findings if f.severity in ("high", "medium")]


@pytest.mark.parametrize("name", PERSONS)
def test_rows_of_persons_do(name: str) -> None:
    report = scanned(PERSONS[name])
    assert [t.table.shape for t in report.tables] == ["records"]
    assert any(f.rule.startswith("TABLE-") for f in report.findings)


def test_somebody_named_in_a_table_of_things_is_found() -> None:
    report = scanned(
        "Asset,Assigned to,Issued\nLaptop 1182,Priya Nair,03/01/2022\nLaptop 1190,Tom Halliday,07/02/2022\n"
    )
    assert {m.text for m in report.mentions if m.entity_type == "PERSON"} == {"Priya Nair", "Tom Halliday"}


@pytest.mark.parametrize("heading", ["Applicant", "Employer", "Outcome", "Requester"])
def test_somebody_named_under_a_heading_of_something_else_is_found(heading: str) -> None:
    text = f"Date,{heading},Notes\n03/01/2024,Mrs Janet Eccles,None\n05/01/2024,Declan Moriarty,None\n06/01/2024,Harlow Textiles Ltd,None\n"
    report = scanned(text)
    assert {"Janet Eccles", "Declan Moriarty"} <= {m.text for m in report.mentions if m.entity_type == "PERSON"}


def test_sentences_are_no_column_of_names() -> None:
    (table,) = typed_tables(read_bytes(THINGS["requests"].encode(), "annex.csv", Limits()), Policy())
    assert "person" not in {column.kind for column in table.columns}
